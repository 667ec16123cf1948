import { dirname, join } from 'node:path'
import { Producer } from '@platformatic/kafka'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AbortedFilter } from '#records/aborted.ts'
import { CODECS } from '#records/batch-header.ts'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { readRecords } from '#records/record-reader.ts'
import { asDumpLines, dumpLines } from './testing/dump-lines.ts'
import { type FetchedLog, RawLog } from './testing/raw-log.ts'

const perCodec = (writer: string) => CODECS.map((codec) => `${writer}-${codec}`)

/** Sends of a transaction, and transactions of a producer: together they fill several of {@link RawLog}'s answers. */
const SENDS = 8
const ROUNDS = 4

let kafka: KafkaCluster
let kafkajs: Kafka
let log: RawLog

beforeAll(async () => {
  kafka = await startKafka({ properties: { 'log.cleaner.backoff.ms': '100' } })
  kafkajs = new Kafka({ brokers: kafka.bootstrap, logLevel: logLevel.NOTHING })
  log = await RawLog.open(kafka.bootstrap)
  const admin = kafkajs.admin()
  await admin.connect()
  const plain = [...perCodec('java'), ...perCodec('node'), ...perCodec('ours'), 'console', 'transactions']
  const compacted = Object.entries({
    'cleanup.policy': 'compact',
    'segment.ms': '100',
    'min.cleanable.dirty.ratio': '0.01',
    'delete.retention.ms': '60000',
  }).map(([name, value]) => ({ name, value }))
  const topics = [...plain.map((topic) => ({ topic })), { topic: 'compacted', configEntries: compacted }]
  await admin.createTopics({ topics, waitForLeaders: true })
  await admin.disconnect()
})

afterAll(async () => {
  await log?.close()
  await kafka?.stop()
})

async function tool(name: Parameters<typeof kafkaTool>[1], args: string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await kafkaTool(null, name, args, input === undefined ? {} : { input })
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${stderr}`)
  return stdout
}

/** What Kafka's own reader sees in the files of the logs. */
async function dumped(topics: string[]): Promise<string[]> {
  const folder = join(dirname(kafka.nodes[0]?.logFile ?? ''), 'log')
  const files = topics.map((topic) => join(folder, `${topic}-0`, '00000000000000000000.log'))
  return dumpLines(await tool('DumpLogSegments', ['--print-data-log', '--files', files.join(',')]))
}

async function fetched(topics: string[]): Promise<string[]> {
  const lines: string[] = []
  for (const topic of topics) lines.push(...asDumpLines((await log.read(topic)).bytes))
  return lines
}

describe('batches that others wrote', () => {
  it('read as Kafka reads them: Java’s producer, every codec, batches of several compressed blocks', async () => {
    for (const codec of CODECS) {
      const load = ['--num-records', '1500', '--record-size', '300', '--throughput', '-1']
      const batches = ['batch.size=250000', 'linger.ms=200', 'max.request.size=2000000']
      const properties = [`bootstrap.servers=${kafka.bootstrap}`, `compression.type=${codec}`, ...batches]
      const args = ['--topic', `java-${codec}`, ...load, '--command-property', ...properties]
      await tool('ProducerPerformance', args)
    }
    const topics = perCodec('java')
    const lines = await fetched(topics)
    expect(lines).toEqual(await dumped(topics))
    for (const codec of CODECS) expect(lines.join('\n')).toContain(`compresscodec: ${codec} `)
    expect(lines.filter((line) => line.startsWith('| '))).toHaveLength(1500 * CODECS.length)
  }, 120_000)

  it('read as Kafka reads them: keys, nulls, repeated headers and Hangul from the console', async () => {
    const input = ['a:1,a:2\tkey\tvalue', 'b:NULL\tkey\tNULL', '제목:삼국지\t책-1\t대여됨', 'NULL\t\t'].join(
      '\n',
    )
    const parse = ['parse.key=true', 'parse.headers=true', 'null.marker=NULL']
    await tool(
      'ConsoleProducer',
      [
        ...['--bootstrap-server', `${kafka.bootstrap}`, '--topic', 'console', '--compression-codec', 'zstd'],
        ...parse.flatMap((one) => ['--reader-property', one]),
      ],
      input,
    )
    const { bytes } = await log.read('console')
    expect(asDumpLines(bytes)).toEqual(await dumped(['console']))
    const records = [...readBatches(bytes)].flatMap((batch) => (batch.ok ? [...readRecords(batch)] : []))
    expect(records[0]?.headers.map(({ key, value }) => [key, value?.toString()])).toEqual([
      ['a', '1'],
      ['a', '2'],
    ])
    expect(records[1]).toMatchObject({ value: null, headers: [{ key: 'b', value: null }] })
    expect(records[2]?.headers).toMatchObject([{ key: '제목', value: Buffer.from('삼국지') }])
    expect(records[3]).toMatchObject({ key: Buffer.alloc(0), value: Buffer.alloc(0), headers: [] })
  })

  it('read as Kafka reads them: @platformatic/kafka, every codec', async () => {
    const producer = new Producer({ clientId: 'records-test', bootstrapBrokers: kafka.bootstrap })
    for (const codec of CODECS) {
      const messages = Array.from({ length: 300 }, (_, i) => ({
        topic: `node-${codec}`,
        partition: 0,
        key: Buffer.from(`key-${i}`),
        value: Buffer.from(`value ${i} `.repeat(i % 40)),
        headers: new Map([[Buffer.from('kind'), Buffer.from('test')]]),
      }))
      await producer.send({ messages, compression: codec, acks: -1 })
    }
    await producer.close()
    expect(await fetched(perCodec('node'))).toEqual(await dumped(perCodec('node')))
  })
})

describe('batches that we write', () => {
  it('are accepted by the broker and read by Kafka as we meant them, with every codec', async () => {
    for (const codec of CODECS) {
      const records = Array.from({ length: 2_000 }, (_, i) => ({
        timestamp: 500_000_000_000n + BigInt(i) * 86_400_000n,
        key: i % 3 === 0 ? null : Buffer.from(`key-${i}`),
        value: i % 5 === 0 ? null : Buffer.from(`value ${i} `.repeat(i % 30)),
        headers: [
          { key: '키', value: Buffer.from('값') },
          { key: '키', value: i % 2 === 0 ? null : Buffer.alloc(0) },
        ].slice(i % 3),
      }))
      expect(await log.produce(`ours-${codec}`, encodeBatch(records, { codec, producerEpoch: -1 }))).toBe(0)
    }
    const lines = await fetched(perCodec('ours'))
    expect(lines).toEqual(await dumped(perCodec('ours')))
    expect(lines.filter((line) => line.startsWith('| '))).toHaveLength(2_000 * CODECS.length)
  })
})

describe('transactions', () => {
  it('are hidden where they were aborted and kept where not, as Kafka’s own consumer does', async () => {
    await writeTransactions()
    expect(asDumpLines((await log.read('transactions')).bytes)).toEqual(await dumped(['transactions']))
    const seen = committed(await log.read('transactions', true))
    const where = ['--bootstrap-server', `${kafka.bootstrap}`, '--topic', 'transactions', '--from-beginning']
    const oracle = await tool('ConsoleConsumer', [
      ...where,
      ...['--isolation-level', 'read_committed', '--max-messages', `${seen.length}`, '--timeout-ms', '15000'],
    ])
    expect(seen).toEqual(oracle.trim().split('\n'))
    expect(seen).toHaveLength(1 + ROUNDS * SENDS)
  }, 120_000)
})

/** Two producers, in turns: every second transaction of the first is aborted, and of the second the others. */
async function writeTransactions(): Promise<void> {
  const open = (transactionalId?: string) => {
    const createPartitioner = Partitioners.DefaultPartitioner
    const shared = { createPartitioner, maxInFlightRequests: 1 }
    return kafkajs.producer(transactionalId ? { ...shared, transactionalId, idempotent: true } : shared)
  }
  const [plain, one, two] = [open(), open('one'), open('two')]
  await Promise.all([plain, one, two].map((producer) => producer.connect()))
  await plain.send({ topic: 'transactions', messages: [{ value: 'plain' }] })
  for (let round = 0; round < ROUNDS; round += 1) {
    const [first, second] = [await one.transaction(), await two.transaction()]
    for (let i = 0; i < SENDS; i += 1) {
      const value = `round ${round} ${'x'.repeat(2_000)}`
      await first.send({ topic: 'transactions', messages: [{ value: `one ${i} ${value}` }] })
      await second.send({ topic: 'transactions', messages: [{ value: `two ${i} ${value}` }] })
    }
    await (round % 2 === 0 ? first.abort() : first.commit())
    await (round % 2 === 0 ? second.commit() : second.abort())
  }
  await Promise.all([plain, one, two].map((producer) => producer.disconnect()))
}

function committed({ answers }: FetchedLog): string[] {
  const filter = new AbortedFilter()
  const values: string[] = []
  expect(answers.length).toBeGreaterThan(3)
  for (const { records, aborted } of answers) {
    filter.begin(aborted)
    for (const batch of readBatches(records)) {
      if (!batch.ok) throw new Error(batch.reason)
      if (filter.isAborted(batch) || batch.header.control) continue
      for (const { value } of readRecords(batch)) values.push(`${value}`)
    }
  }
  return values
}

describe('a compacted log', () => {
  it('reads as Kafka reads it: gaps inside batches, and a batch emptied but kept', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e']
    await writeOnce(keys)
    await writeOnce(['once', ...keys, ...keys])
    await writeOnce(['closes the segment before'])
    await expect.poll(async () => (await compacted()).counts, { timeout: 30_000 }).toEqual([0, 6, 1])
    const oracle = await dumped(['compacted'])
    const { lines } = await compacted()
    expect(lines.slice(0, oracle.length)).toEqual(oracle)
    expect(lines.flatMap((line) => /^\| offset: (\d+)/.exec(line)?.[1] ?? [])).toEqual([
      '5',
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
    ])
  })
})

/** One idempotent producer, one batch: the broker keeps each producer's last batch, for its sequence number. */
async function writeOnce(keys: string[]): Promise<void> {
  const createPartitioner = Partitioners.DefaultPartitioner
  const producer = kafkajs.producer({ createPartitioner, idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  await producer.send({ topic: 'compacted', messages: keys.map((key) => ({ key, value: `of ${key}` })) })
  await producer.disconnect()
  // Longer than segment.ms, so that the next write closes this segment and the cleaner may have it.
  await new Promise((resolve) => setTimeout(resolve, 150))
}

async function compacted(): Promise<{ lines: string[]; counts: number[] }> {
  const { bytes } = await log.read('compacted')
  const counts = [...readBatches(bytes)].map((batch) => (batch.ok ? batch.header.recordCount : -1))
  return { lines: asDumpLines(bytes), counts }
}
