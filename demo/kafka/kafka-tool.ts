import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import { archiveFlags, archiveName, removeOlder } from './class-data-archive.ts'
import type { FoundJava } from './java.ts'
import { type JavaProgram, startJava } from './java-program.ts'
import { classpathOf, hostJava, toolFlags } from './java-runtime.ts'
import { kafkaJars } from './kafka-jars.ts'
import { defaultVersion, type KafkaRelease, type KafkaVersion, releaseOf } from './kafka-version.ts'
import { type RunResult, runProgram } from './run-program.ts'

const tools = {
  AclCommand: 'org.apache.kafka.tools.AclCommand',
  ConfigCommand: 'kafka.admin.ConfigCommand',
  ConsoleConsumer: 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  ConsoleProducer: 'org.apache.kafka.tools.ConsoleProducer',
  ConsoleShareConsumer: 'org.apache.kafka.tools.consumer.ConsoleShareConsumer',
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
  StreamsGroupCommand: 'org.apache.kafka.tools.streams.StreamsGroupCommand',
  TopicCommand: 'org.apache.kafka.tools.TopicCommand',
  TransactionsCommand: 'org.apache.kafka.tools.TransactionsCommand',
} as const

export type KafkaTool = keyof typeof tools

/** For tools that go on until they are stopped, such as a consumer. Without the class-data archive: one more second to start. */
export async function startTool(bootstrap: string[], tool: KafkaTool, args: string[]): Promise<JavaProgram> {
  const { java } = hostJava()
  const jars = await kafkaJars(releaseOf(defaultVersion), 'tools', java, { onProgress: () => undefined })
  const main = [tools[tool], '--bootstrap-server', bootstrap.join(','), ...args]
  return startJava(java, [...toolFlags, '-cp', classpathOf(jars), ...main])
}

export interface ToolOptions {
  /** Given to the tool's standard input. */
  input?: string
  /** Default 60 s; the tool is ended then and the call rejects. */
  timeoutMs?: number
  version?: KafkaVersion
  signal?: AbortSignal
}

function toolArchive(release: KafkaRelease, java: FoundJava, jars: string[]): string {
  return join(cacheFolder(release.version), archiveName('tools', java, toolFlags, jars))
}

/** Java maps an archive without checking it: a damaged one breaks it before the tool has begun. */
function brokeJava({ code, stdout, stderr }: RunResult): boolean {
  return code < 0 && `${stdout}${stderr}`.includes('fatal error has been detected by the Java Runtime')
}

/** The first tool that talks to a broker also writes down the classes it loaded: the next ones start in half the time. */
async function runAndArchive(
  run: (flags: string[]) => Promise<RunResult>,
  archive: string,
): Promise<RunResult> {
  const half = `${archive}-${process.pid}-${crypto.randomUUID()}`
  try {
    const result = await run([`-XX:ArchiveClassesAtExit=${half}`])
    if (result.code === 0 && existsSync(half)) {
      await rename(half, archive)
      await removeOlder(archive)
    }
    return result
  } finally {
    await rm(half, { force: true })
  }
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
  const { input, signal, timeoutMs = 60_000 } = options
  const release = releaseOf(options.version ?? defaultVersion)
  const java = hostJava()
  const jars = await kafkaJars(release, 'tools', java.java, { onProgress: () => undefined, signal })
  const brokers = bootstrap ? ['--bootstrap-server', bootstrap.join(',')] : []
  const command = ['-cp', classpathOf(jars), tools[tool], ...brokers, ...args]
  const archive = toolArchive(release, java, jars)
  const run = (flags: string[]): Promise<RunResult> =>
    runProgram(java.java, [...toolFlags, ...flags, ...command], { input, timeoutMs, signal })
  if (existsSync(archive)) {
    const result = await run(archiveFlags(archive))
    if (!brokeJava(result)) return result
    await rm(archive, { force: true })
    return run([])
  }
  return bootstrap === null ? run([]) : runAndArchive(run, archive)
}
