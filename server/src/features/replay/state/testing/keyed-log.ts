import fc from 'fast-check'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'

export const TOPIC = 'entities'
const PARTITIONS = 2

/** A record as the model knows it, whether it is still in the log or not. */
export interface KnownRecord {
  partition: number
  offset: bigint
  time: number
  key: string | null
  value: string | null
  /** Still in the log. */
  kept: boolean
}

export interface KeyedLog {
  gateway: MemoryGateway
  /** Committed ones, in the order of each partition. */
  records: KnownRecord[]
  ends: bigint[]
  compacted: boolean
}

const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', '') },
  { weight: 1, arbitrary: fc.constant(null) },
)
const value = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('1', '2', '3') },
  { weight: 2, arbitrary: fc.constant(null) },
)
const record = fc.record({ key, value, time: fc.nat({ max: 40 }) })
const batch = fc.record({
  partition: fc.nat({ max: PARTITIONS - 1 }),
  records: fc.array(record, { minLength: 1, maxLength: 5 }),
  fate: fc.constantFrom('plain' as const, 'plain' as const, 'committed' as const, 'aborted' as const),
  codec: fc.constantFrom('none' as const, 'gzip' as const),
})

/** Logs of entities with deletions, null keys, transactions and times out of order, cleaned as a broker cleans. */
export const keyedSpec = fc.record({
  batches: fc.array(batch, { maxLength: 25 }),
  /** How far the cleaner came in each partition; null: it never ran. */
  cleaned: fc.option(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 })), { nil: null }),
  dropTombstones: fc.boolean(),
  keepEmptied: fc.boolean(),
  start: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 10 }) }),
})
type Spec = typeof keyedSpec extends fc.Arbitrary<infer T> ? T : never

export function buildKeyedLog(spec: Spec): KeyedLog {
  const compacted = spec.cleaned !== null
  const gateway = createMemoryGateway({
    topics: [
      {
        name: TOPIC,
        partitions: PARTITIONS,
        configs: { 'cleanup.policy': compacted ? 'compact' : 'delete' },
      },
    ],
    now: () => 20,
  })
  const records: KnownRecord[] = []
  const ends = [0n, 0n]
  for (const { partition, records: written, fate, codec } of spec.batches) {
    const rows = written.map(({ key, value, time }) => ({ timestamp: BigInt(time), key, value }))
    const transaction = fate === 'plain' ? null : gateway.begin()
    const base = transaction
      ? transaction.append(TOPIC, partition, rows, { codec })
      : gateway.append(TOPIC, partition, rows, { codec })
    if (fate === 'committed') transaction?.commit()
    if (fate === 'aborted') transaction?.abort()
    ends[partition] = base + BigInt(rows.length) + (transaction === null ? 0n : 1n)
    if (fate === 'aborted') continue
    for (const [at, row] of written.entries()) {
      records.push({ partition, offset: base + BigInt(at), ...row, kept: true })
    }
  }
  const log = { gateway, records, ends, compacted }
  for (const [partition, until] of (spec.cleaned ?? []).entries()) clean(log, spec, partition, BigInt(until))
  deleteBelow(log, BigInt(spec.start))
  return log
}

/** Of each key only the last record of what is cleaned stays; a deletion that is old enough goes, too. */
function clean({ gateway, records }: KeyedLog, spec: Spec, partition: number, until: bigint): void {
  const cleaned = records.filter((each) => each.partition === partition && each.offset < until)
  const last = new Map(cleaned.map(({ key, offset }) => [key, offset]))
  const gone = cleaned.filter(
    ({ key, offset, value }) =>
      key !== null && (last.get(key) !== offset || (spec.dropTombstones && value === null)),
  )
  for (const each of gone) each.kept = false
  const { keepEmptied } = spec
  gateway.compact(
    TOPIC,
    partition,
    gone.map(({ offset }) => offset),
    { keepEmptied },
  )
}

function deleteBelow({ gateway, records, ends }: KeyedLog, start: bigint): void {
  for (const [partition, end] of ends.entries()) {
    const before = start < end ? start : end
    gateway.deleteRecords(TOPIC, partition, before)
    for (const each of records) {
      if (each.partition === partition && each.offset < before) each.kept = false
    }
  }
}
