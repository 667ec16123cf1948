import { classpathOf, hostJava, toolFlags } from './java-runtime.ts'
import { kafkaJars } from './kafka-jars.ts'
import { defaultVersion, type KafkaVersion, releaseOf } from './kafka-version.ts'
import { type RunResult, runProgram } from './run-program.ts'

const tools = {
  AclCommand: 'org.apache.kafka.tools.AclCommand',
  ConfigCommand: 'kafka.admin.ConfigCommand',
  ConsoleConsumer: 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  ConsoleProducer: 'org.apache.kafka.tools.ConsoleProducer',
  ConsumerGroupCommand: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  DeleteRecordsCommand: 'org.apache.kafka.tools.DeleteRecordsCommand',
  DumpLogSegments: 'org.apache.kafka.tools.DumpLogSegments',
  FeatureCommand: 'org.apache.kafka.tools.FeatureCommand',
  GetOffsetShell: 'org.apache.kafka.tools.GetOffsetShell',
  LogDirsCommand: 'org.apache.kafka.tools.LogDirsCommand',
  MetadataQuorumCommand: 'org.apache.kafka.tools.MetadataQuorumCommand',
  ProducerPerformance: 'org.apache.kafka.tools.ProducerPerformance',
  ReassignPartitionsCommand: 'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
  ShareGroupCommand: 'org.apache.kafka.tools.consumer.group.ShareGroupCommand',
  TopicCommand: 'org.apache.kafka.tools.TopicCommand',
  TransactionsCommand: 'org.apache.kafka.tools.TransactionsCommand',
} as const

export type KafkaTool = keyof typeof tools

export interface ToolOptions {
  /** Given to the tool's standard input. */
  input?: string
  /** Default 60 s; the tool is ended then and the call rejects. */
  timeoutMs?: number
  version?: KafkaVersion
  signal?: AbortSignal
}

/**
 * Runs one of Kafka's own command-line tools: what our figures are compared with. Its exit code is part of the answer.
 * `bootstrap` is null for tools that read files (DumpLogSegments) or where the arguments name the brokers themselves.
 */
export async function kafkaTool(
  bootstrap: string[] | null,
  tool: KafkaTool,
  args: string[],
  options: ToolOptions = {},
): Promise<RunResult> {
  const { signal } = options
  const release = releaseOf(options.version ?? defaultVersion)
  const { java } = hostJava()
  const jars = await kafkaJars(release, 'tools', java, { onProgress: () => undefined, signal })
  const brokers = bootstrap ? ['--bootstrap-server', bootstrap.join(',')] : []
  return runProgram(java, [...toolFlags, '-cp', classpathOf(jars), tools[tool], ...brokers, ...args], {
    input: options.input,
    timeoutMs: options.timeoutMs ?? 60_000,
    signal,
  })
}
