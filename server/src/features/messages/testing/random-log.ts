import fc from 'fast-check'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway, MemoryTransaction } from '#kafka/memory/memory-spec.ts'
import type { CodecName } from '#records/record.ts'

export const TOPIC = 'random'
const PARTITIONS = 3

/** A record as the oracle knows it, without having read any batch. */
export interface KnownRecord {
  partition: number
  offset: bigint
  timestamp: bigint
  fate: 'plain' | 'committed' | 'aborted' | 'open'
}

export interface RandomLog {
  gateway: MemoryGateway
  /** Records that are in the log, in no special order. */
  records: KnownRecord[]
  /** First offset of each partition that an open transaction holds back. */
  heldBack: (bigint | null)[]
}

type Step =
  | { kind: 'plain'; partition: number; times: number[]; codec: CodecName }
  | {
      kind: 'transaction'
      partition: number
      times: number[]
      fate: 'committed' | 'aborted' | 'open'
      hold: number
    }

const partition = fc.nat({ max: PARTITIONS - 1 })
/** Few different times, so that ties, disorder and equal keys are common. */
const times = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('plain' as const), partition, times, codec: codecs() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      partition,
      times,
      fate: fc.constantFrom('committed' as const, 'aborted' as const, 'aborted' as const, 'open' as const),
      hold: fc.nat({ max: 3 }),
    }),
  },
)

function codecs(): fc.Arbitrary<CodecName> {
  return fc.constantFrom('none', 'none', 'gzip', 'zstd')
}

/** Logs of three partitions with batches, transactions, compaction gaps and a moved log start. */
export const randomSpec = fc.record({
  steps: fc.array(step, { maxLength: 30 }),
  compacted: fc.array(fc.record({ partition, at: fc.nat({ max: 80 }) }), { maxLength: 15 }),
  keepEmptied: fc.boolean(),
  start: fc.record({ partition, at: fc.nat({ max: 20 }) }),
})

export function buildLog({
  steps,
  compacted,
  keepEmptied,
  start,
}: typeof randomSpec extends fc.Arbitrary<infer Spec> ? Spec : never): RandomLog {
  const gateway = createMemoryGateway({ topics: [{ name: TOPIC, partitions: PARTITIONS }], now: () => 10 })
  const written = write(gateway, steps)
  const gone = new Set(compacted.map((place) => `${place.partition}:${place.at}`))
  for (let p = 0; p < PARTITIONS; p += 1) {
    const offsets = compacted.filter((place) => place.partition === p).map(({ at }) => BigInt(at))
    gateway.compact(TOPIC, p, offsets, { keepEmptied })
  }
  const end = written.ends[start.partition] ?? 0n
  const before = BigInt(start.at) < end ? BigInt(start.at) : end
  gateway.deleteRecords(TOPIC, start.partition, before)
  const records = written.records.filter(
    (record) =>
      !gone.has(`${record.partition}:${record.offset}`) &&
      (record.partition !== start.partition || record.offset >= before),
  )
  return { gateway, records, heldBack: written.heldBack }
}

function write(gateway: MemoryGateway, steps: readonly Step[]) {
  const records: KnownRecord[] = []
  const ends = Array.from({ length: PARTITIONS }, () => 0n)
  const heldBack: (bigint | null)[] = Array.from({ length: PARTITIONS }, () => null)
  let waiting: { due: number; step: Step & { kind: 'transaction' }; transaction: MemoryTransaction }[] = []
  const finish = (now: number) => {
    for (const { due, step: done, transaction } of waiting) {
      if (due > now) continue
      if (done.fate === 'committed') transaction.commit()
      else transaction.abort()
      ends[done.partition] = (ends[done.partition] ?? 0n) + 1n
    }
    waiting = waiting.filter(({ due }) => due > now)
  }
  for (const [now, each] of steps.entries()) {
    const batch = each.times.map((time) => ({ timestamp: BigInt(time), key: 'k', value: valueAt(time) }))
    const fate = each.kind === 'plain' ? 'plain' : each.fate
    const transaction = each.kind === 'plain' ? null : gateway.begin()
    const base =
      each.kind === 'plain'
        ? gateway.append(TOPIC, each.partition, batch, { codec: each.codec })
        : (transaction?.append(TOPIC, each.partition, batch) ?? 0n)
    for (const [index, time] of each.times.entries()) {
      const offset = base + BigInt(index)
      records.push({ partition: each.partition, offset, timestamp: BigInt(time), fate })
    }
    ends[each.partition] = base + BigInt(each.times.length)
    if (fate === 'open') heldBack[each.partition] ??= base
    else if (each.kind === 'transaction' && transaction !== null) {
      waiting.push({ due: now + each.hold, step: each, transaction })
    }
    finish(now)
  }
  finish(Number.POSITIVE_INFINITY)
  return { records, ends, heldBack }
}

/** What a reader should see, by the rules alone. */
export function visibleRecords(
  { records, heldBack }: RandomLog,
  isolation: 'read_committed' | 'read_uncommitted',
): KnownRecord[] {
  if (isolation === 'read_uncommitted') return records
  return records.filter((record) => {
    const limit = heldBack[record.partition] ?? null
    return record.fate !== 'aborted' && record.fate !== 'open' && (limit === null || record.offset < limit)
  })
}

/** Texts that a few, many, all or none of the records hold in their values. */
export const needle = fc.constantFrom('at 7', 'at 1', '3', 'at', 'nowhere')

export function holdingText(records: readonly KnownRecord[], text: string): KnownRecord[] {
  return records.filter(({ timestamp }) => valueAt(timestamp).includes(text))
}

function valueAt(time: number | bigint): string {
  return `at ${time}`
}

/** Merges partitions by the earliest head, each in offset order: slow, and plainly so. */
export function mergeForward(records: readonly KnownRecord[]): KnownRecord[] {
  const queues = Array.from({ length: PARTITIONS }, (_, p) =>
    records.filter((record) => record.partition === p).sort((a, b) => Number(a.offset - b.offset)),
  )
  const merged: KnownRecord[] = []
  while (merged.length < records.length) {
    const heads = queues.flatMap((queue) => queue.slice(0, 1))
    heads.sort((a, b) => Number(a.timestamp - b.timestamp) || a.partition - b.partition)
    const [first] = heads
    if (first === undefined) break
    queues[first.partition]?.shift()
    merged.push(first)
  }
  return merged
}

/** By timestamp, then offset, then partition; the newest first. */
export function newestFirst(records: readonly KnownRecord[]): KnownRecord[] {
  return records.toSorted(
    (a, b) => Number(b.timestamp - a.timestamp) || Number(b.offset - a.offset) || b.partition - a.partition,
  )
}
