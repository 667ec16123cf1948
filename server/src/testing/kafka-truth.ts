import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type KafkaTool, kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import type { KafkaCluster } from '@sluice/demo/kafka/start-kafka.ts'
import { dumpLines } from '#kafka/testing/dump-lines.ts'

/** The fields of one line of DumpLogSegments by their names: of a record, with those of its batch in `batch`. */
export type DumpedRecord = Record<string, string> & { batch: string }

async function run(kafka: KafkaCluster, tool: KafkaTool, args: string[], online = true): Promise<string> {
  const { code, stdout, stderr } = await kafkaTool(online ? kafka.bootstrap : null, tool, args)
  if (code !== 0) throw new Error(`${tool} ended with ${code}: ${stderr}`)
  return stdout
}

/** GetOffsetShell over all topics: "topic:partition" to offset; −1 asks for the ends, −2 for the starts. */
export async function shellOffsets(kafka: KafkaCluster, time: number): Promise<Map<string, string>> {
  const lines = (await run(kafka, 'GetOffsetShell', ['--time', `${time}`])).trim().split('\n')
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(':')), line.split(':').at(-1) ?? '']))
}

/** TopicCommand: the lines of each topic and of each partition as their named fields. */
export async function describedTopics(kafka: KafkaCluster): Promise<Record<string, string>[]> {
  const lines = (await run(kafka, 'TopicCommand', ['--describe'])).split('\n').filter((line) => line !== '')
  return lines.map((line) =>
    Object.fromEntries(
      line.split('\t').flatMap((part) => {
        const [name = '', ...value] = part.split(': ')
        return name === '' ? [] : [[name.trim(), value.join(': ').trim()]]
      }),
    ),
  )
}

/** LogDirsCommand: "topic-partition" to bytes on disk. */
export async function diskSizes(kafka: KafkaCluster): Promise<Map<string, string>> {
  const line = (await run(kafka, 'LogDirsCommand', ['--describe'])).split('\n').find((one) => one[0] === '{')
  const told = JSON.parse(line ?? '{}') as {
    brokers: { logDirs: { partitions: { partition: string; size: number }[] }[] }[]
  }
  const partitions = told.brokers.flatMap(({ logDirs }) => logDirs.flatMap((dir) => dir.partitions))
  return new Map(partitions.map(({ partition, size }) => [partition, `${size}`]))
}

/** TransactionsCommand: where the first open transaction of a partition begins, or null. */
export async function openTransactionAt(kafka: KafkaCluster, topic: string): Promise<string | null> {
  const where = ['--topic', topic, '--partition', '0']
  const lines = (await run(kafka, 'TransactionsCommand', ['describe-producers', ...where])).trim().split('\n')
  const starts = lines.slice(1).map((line) => line.trim().split(/\s+/).at(-1) ?? '')
  return starts.find((start) => /^\d+$/.test(start)) ?? null
}

/** DumpLogSegments: every record that the files of a partition hold, those before the log start and markers too. */
export async function dumpedRecords(
  kafka: KafkaCluster,
  partitions: readonly string[],
): Promise<Map<string, DumpedRecord[]>> {
  const root = join(dirname(kafka.nodes[0]?.logFile ?? ''), 'log')
  const files: string[] = []
  for (const partition of partitions) {
    const names = (await readdir(join(root, partition))).filter((name) => /^\d{20}\.log$/.test(name))
    files.push(...names.toSorted().map((name) => join(root, partition, name)))
  }
  const printed = await run(kafka, 'DumpLogSegments', ['--print-data-log', '--files', files.join(',')], false)
  const found = new Map<string, DumpedRecord[]>(partitions.map((partition) => [partition, []]))
  for (const section of printed.split(/^Dumping /m).slice(1)) {
    const partition = dirname(section.split('\n', 1)[0] ?? '')
    found.get(partition.slice(root.length + 1))?.push(...recordsOf(section))
  }
  return found
}

function recordsOf(section: string): DumpedRecord[] {
  const records: DumpedRecord[] = []
  let batch = ''
  for (const line of dumpLines(section)) {
    if (line.startsWith('| ')) records.push({ ...fieldsOf(line.slice(2)), batch })
    else batch = line
  }
  return records
}

/** "name: value name: value …", where only the last two, key and payload, may hold anything. */
export function fieldsOf(line: string): Record<string, string> {
  const [, head = line, key, payload] = /^(.*?)(?: key: (.*?))?(?: payload: (.*))?$/s.exec(line) ?? []
  const fields = Object.fromEntries(
    [...head.matchAll(/(\w+): (\[.*\]|\S*)/g)].map(([, name, value]) => [name, value]),
  )
  return { ...fields, ...(key === undefined ? {} : { key }), ...(payload === undefined ? {} : { payload }) }
}

const BYTES = 'org.apache.kafka.common.serialization.BytesDeserializer'

/** ConsoleConsumer: its lines of a topic, with every byte that is not printable ASCII escaped as {@link escaped} does. */
export async function consumedBytes(
  kafka: KafkaCluster,
  topic: string,
  { count, isolation }: { count: number; isolation: string },
): Promise<string[]> {
  const show = ['timestamp', 'partition', 'offset', 'headers', 'key', 'value'].map(
    (part) => `print.${part}=true`,
  )
  const parts = ['key', 'value', 'headers'].map((part) => `${part}.deserializer=${BYTES}`)
  const printed = await run(kafka, 'ConsoleConsumer', [
    ...['--topic', topic, '--from-beginning', '--timeout-ms', '20000', '--max-messages', `${count}`],
    ...['--isolation-level', isolation],
    ...[...show, ...parts, 'null.literal=<null>'].flatMap((one) => ['--formatter-property', one]),
  ])
  return printed.split('\n').filter((line) => /^(Create|LogAppend)Time:/.test(line))
}

/** Bytes as Kafka’s own BytesDeserializer prints them; null as the literal that {@link consumedBytes} asks for. */
export function escaped(bytes: Buffer | null): string {
  if (bytes === null) return '<null>'
  const printable = (byte: number) => byte >= 0x20 && byte <= 0x7e && byte !== 0x5c
  const hex = (byte: number) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
  return [...bytes].map((byte) => (printable(byte) ? String.fromCharCode(byte) : hex(byte))).join('')
}
