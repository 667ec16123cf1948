import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import type { Message } from '@sluice/shared/messages'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { choosePartitionsOf } from '#features/messages/key/partitioners.ts'
import { SMALL } from '#features/messages/testing/random-scans.ts'
import { readImpatiently } from '#features/messages/testing/read-impatiently.ts'
import { createScanner, type ScanInput } from '#features/messages/testing/run-scan.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { RawLog } from '#kafka/testing/raw-log.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { dumpedRecords, shellOffsets } from './testing/kafka-truth.ts'
import { COMPACTED_KEYS, ORACLE_TOPICS, seedOracleTopics } from './testing/oracle-topics.ts'
import {
  inOrder,
  type OracleLog,
  type OracleRecord,
  offsetAt,
  readLog,
  visible,
} from './testing/scan-oracle.ts'

const SEED = 20_261_121
/** Scans of each order at most, and how long they may take together: a busy machine looks at fewer. */
const RUNS = { numRuns: 120, interruptAfterTimeLimit: 14_000 }
const BASE = 1_700_000_000_000
const PARTITIONS = Object.entries(ORACLE_TOPICS).flatMap(([topic, count]) =>
  Array.from({ length: count }, (_, partition) => ({ topic, partition })),
)

let kafka: KafkaCluster
let gateway: KafkaGateway
let seeder: ClusterSeeder
let logs: OracleLog[]

beforeAll(async () => {
  kafka = await startKafka({ properties: { 'log.cleaner.backoff.ms': '100' } })
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
  const raw = await RawLog.open(kafka.bootstrap)
  await seedOracleTopics(seeder, raw, SEED)
  await raw.close()
  // Of the rounds over the same keys stay the last, and the newest of those before.
  const kept = async () => {
    logs = await readLogs()
    expect(logs.find(({ topic }) => topic === 'compacted')?.records).toHaveLength(2 * COMPACTED_KEYS)
  }
  await vi.waitFor(kept, { timeout: 60_000, interval: 1_000 })
})

afterAll(async () => {
  await seeder?.close().catch(() => {})
  await gateway?.close()
  await kafka?.stop()
})

/** What Kafka's own tools say that is in its files. */
async function readLogs(): Promise<OracleLog[]> {
  const [starts, ends, dumped] = await Promise.all([
    shellOffsets(kafka, -2),
    shellOffsets(kafka, -1),
    dumpedRecords(
      kafka,
      PARTITIONS.map(({ topic, partition }) => `${topic}-${partition}`),
    ),
  ])
  return PARTITIONS.map((id) => {
    const [start, end] = [starts, ends].map((of) => BigInt(of.get(`${id.topic}:${id.partition}`) ?? 0))
    return readLog(id, dumped.get(`${id.topic}-${id.partition}`) ?? [], start ?? 0n, end ?? 0n)
  })
}

interface Condition {
  ask: Pick<ScanInput, 'filter' | 'key'>
  holds: (record: OracleRecord) => boolean
}

const textIn =
  (parts: ('key' | 'value' | 'headers')[], test: (text: string) => boolean) => (record: OracleRecord) =>
    parts.some((part) =>
      part === 'headers' ? record.headerKeys.some(test) : record[part] !== null && test(record[part] ?? ''),
    )

const ANYWHERE: ('key' | 'value' | 'headers')[] = ['key', 'value', 'headers']

const texts: fc.Arbitrary<Condition> = fc
  .record({
    text: fc.constantFrom('river', 'Weir', 'weir', '예약', 'k3', 'trace', '"gate":3', '7', 'nowhere'),
    parts: fc.subarray(ANYWHERE, { minLength: 1 }),
    caseSensitive: fc.boolean(),
  })
  .map(({ text, parts, caseSensitive }) => {
    const low = text.toLowerCase()
    const test = (held: string) => (caseSensitive ? held.includes(text) : held.toLowerCase().includes(low))
    return { ask: { filter: { text, in: parts, caseSensitive } }, holds: textIn(parts, test) }
  })

interface Known {
  n: number
  text: string
  at: { gate: number }
}

/** What an expression says of a value; one that is no object fails it, which keeps the record out. */
const ofValue = (test: (value: Known) => boolean) => (record: OracleRecord) =>
  record.value?.startsWith('{') === true && test(JSON.parse(record.value) as Known)

const EXPRESSIONS: [string, (record: OracleRecord) => boolean][] = [
  ['value.n >= 200', ofValue(({ n }) => n >= 200)],
  ["value.text == '예약'", ofValue(({ text }) => text === '예약')],
  [
    "value.text.contains('ver') && value.at.gate != 2",
    ofValue((v) => v.text.includes('ver') && v.at.gate !== 2),
  ],
  ["key == 'k3'", ({ key }) => key === 'k3'],
  ['offset % 3 == 0', ({ offset }) => offset % 3n === 0n],
  ['partition == 1 || value.at.gate > 2', (r) => r.partition === 1 || ofValue(({ at }) => at.gate > 2)(r)],
]

const expressions: fc.Arbitrary<Condition> = fc
  .constantFrom(...EXPRESSIONS)
  .map(([cel, holds]) => ({ ask: { filter: { cel } }, holds }))

const keys: fc.Arbitrary<Condition> = fc
  .record({ data: fc.constantFrom('k0', 'k2', 'k5', 'k', null), all: fc.boolean() })
  .map(({ data, all }) => ({
    ask: { key: { data, partitions: all ? ('all' as const) : ('likely' as const) } },
    holds: ({ key, topic, partition }) => {
      if (key !== data) return false
      const count = ORACLE_TOPICS[topic as keyof typeof ORACLE_TOPICS]
      if (all || data === null) return true
      return choosePartitionsOf(Buffer.from(data), count).some((chosen) => chosen.partition === partition)
    },
  }))

const both = fc.tuple(fc.oneof(texts, expressions), keys).map(
  ([one, other]): Condition => ({
    ask: { ...one.ask, ...other.ask },
    holds: (record) => one.holds(record) && other.holds(record),
  }),
)
const everything: Condition = { ask: {}, holds: () => true }

type Bound = { offset: number } | { timestamp: number } | null
const bound: fc.Arbitrary<Bound> = fc.oneof(
  fc.constant(null),
  fc.record({ offset: fc.nat({ max: 90 }) }),
  fc.record({ timestamp: fc.integer({ min: BASE - 10, max: BASE + 400 }) }),
)

const scans = fc.record({
  where: fc.oneof(
    fc.record({ topics: fc.subarray(Object.keys(ORACLE_TOPICS), { minLength: 1 }) }),
    fc.record({ topic: fc.constant('mixed'), partitions: fc.subarray([0, 1, 2], { minLength: 1 }) }),
  ),
  isolation: fc.constantFrom('read_committed' as const, 'read_uncommitted' as const),
  from: bound,
  to: bound,
  condition: fc.oneof(fc.constant(everything), texts, texts, expressions, keys, both),
  limit: fc.integer({ min: 3, max: 60 }),
  leaves: fc.array(fc.nat({ max: 2 }), { maxLength: 4 }),
  small: fc.boolean(),
})
type Scan = typeof scans extends fc.Arbitrary<infer S> ? S : never

function placeOf(log: OracleLog, at: Bound, isolation: Scan['isolation']): bigint | null {
  if (at === null) return null
  return 'offset' in at ? BigInt(at.offset) : (offsetAt(log, BigInt(at.timestamp), isolation) ?? log.end)
}

/** All that the scan should give out, by looking at every record. */
function wanted({ where, isolation, from, to, condition }: Scan): OracleRecord[] {
  const topics = 'topics' in where ? where.topics : [where.topic]
  return logs
    .filter(({ topic }) => topics.includes(topic))
    .filter(({ partition }) => !('partitions' in where) || where.partitions.includes(partition))
    .flatMap((log) => {
      const [start, end] = [
        placeOf(log, from, isolation) ?? log.start,
        placeOf(log, to, isolation) ?? log.end,
      ]
      return visible(log, isolation).filter(({ offset }) => offset >= start && offset < end)
    })
    .filter(condition.holds)
}

const written = (at: Bound) => (at === null ? undefined : 'offset' in at ? { offset: `${at.offset}` } : at)

const idOf = ({ topic, partition, offset }: OracleRecord | Message) => `${topic}/${partition}:${offset}`

describe.each(['forward', 'backward', 'time'] as const)('random scans in the order %s', (order) => {
  it('give out what Kafka’s own dump holds of them, resumed at their cursors', async () => {
    let compared = 0
    const property = fc.asyncProperty(scans, async (scan) => {
      const to = written(scan.to)
      const input: ScanInput = {
        ...scan.where,
        ...scan.condition.ask,
        order,
        from: written(scan.from) ?? { oldest: true },
        ...(to !== undefined && { to }),
        limit: scan.limit,
        isolation: scan.isolation,
      }
      const scanner = createScanner(gateway, { ...(scan.small && SMALL), fetchWaitMs: 50, cursorMs: 0 })
      const rows = await readImpatiently(scanner, input, scan.leaves)
      const got = order === 'forward' ? byPartition(rows) : rows
      compared += rows.length
      expect(got.map(idOf)).toEqual(inOrder(wanted(scan), order).map(idOf))
    })
    const told = await fc.check(property, { ...RUNS, seed: Date.now() % 2 ** 31 })
    if (told.failed) throw new Error(fc.defaultReportMessage(told) ?? 'failed')
    expect(told.numRuns).toBeGreaterThan(5)
    expect(compared).toBeGreaterThan(told.numRuns)
  })
})

/** Partitions one after the other, each as it came. */
function byPartition(rows: readonly Message[]): Message[] {
  return rows.toSorted(
    (a, b) => (a.topic === b.topic ? 0 : a.topic < b.topic ? -1 : 1) || a.partition - b.partition,
  )
}

describe('the dump that the scans are held to', () => {
  it('has what makes reading hard: gaps, aborted and open transactions, every codec, a moved start', () => {
    const all = logs.flatMap(({ records }) => records)
    expect(new Set(all.map(({ fate }) => fate))).toEqual(new Set(['plain', 'committed', 'aborted', 'open']))
    expect(logs.find(({ topic }) => topic === 'compacted')?.end).toBe(30n)
    expect(logs.find(({ topic, partition }) => topic === 'mixed' && partition === 1)?.start).toBe(7n)
    expect(all.length).toBeGreaterThan(150)
  })
})
