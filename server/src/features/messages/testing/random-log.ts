import type { Isolation } from '@sluice/shared/messages'
import fc from 'fast-check'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway, MemoryTransaction } from '#kafka/memory/memory-spec.ts'
import type { CodecName } from '#records/record.ts'

export const TOPIC = 'random'
export const OTHER = 'random-2'
/** Every partition of the cluster; a number stands for one of them below. */
const PLACES = [
  { topic: TOPIC, partition: 0 },
  { topic: TOPIC, partition: 1 },
  { topic: TOPIC, partition: 2 },
  { topic: OTHER, partition: 0 },
  { topic: OTHER, partition: 1 },
]

/** A record as the oracle knows it, without having read any batch. */
export interface KnownRecord {
  topic: string
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
  heldBack: Map<string, bigint>
}

type Step =
  | { kind: 'plain'; place: number; times: number[]; codec: CodecName }
  | {
      kind: 'transaction'
      place: number
      times: number[]
      fate: 'committed' | 'aborted' | 'open'
      hold: number
    }

const place = fc.nat({ max: PLACES.length - 1 })
/** Few different times, so that ties, disorder and equal keys are common. */
const times = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('plain' as const), place, times, codec: codecs() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      place,
      times,
      fate: fc.constantFrom('committed' as const, 'aborted' as const, 'aborted' as const, 'open' as const),
      hold: fc.nat({ max: 3 }),
    }),
  },
)

function codecs(): fc.Arbitrary<CodecName> {
  return fc.constantFrom('none', 'none', 'gzip', 'zstd')
}

/** Logs of five partitions of two topics, with batches, transactions, compaction gaps and a moved log start. */
export const randomSpec = fc.record({
  steps: fc.array(step, { maxLength: 40 }),
  compacted: fc.array(fc.record({ place, at: fc.nat({ max: 80 }) }), { maxLength: 25 }),
  keepEmptied: fc.boolean(),
  start: fc.record({ place, at: fc.nat({ max: 20 }) }),
})

export function buildLog({
  steps,
  compacted,
  keepEmptied,
  start,
}: typeof randomSpec extends fc.Arbitrary<infer Spec> ? Spec : never): RandomLog {
  const topics = [TOPIC, OTHER].map((name) => {
    return { name, partitions: PLACES.filter(({ topic }) => topic === name).length }
  })
  const gateway = createMemoryGateway({ topics, now: () => 10 })
  const written = write(gateway, steps)
  const gone = new Set(compacted.map(({ place, at }) => `${place}:${at}`))
  for (const [place, { topic, partition }] of PLACES.entries()) {
    const offsets = compacted.filter((each) => each.place === place).map(({ at }) => BigInt(at))
    gateway.compact(topic, partition, offsets, { keepEmptied })
  }
  const end = written.ends[start.place] ?? 0n
  const before = BigInt(start.at) < end ? BigInt(start.at) : end
  const { topic, partition } = placeAt(start.place)
  gateway.deleteRecords(topic, partition, before)
  const records = written.records.filter(
    (record) =>
      !gone.has(`${placeOf(record)}:${record.offset}`) &&
      (placeOf(record) !== start.place || record.offset >= before),
  )
  return { gateway, records, heldBack: written.heldBack }
}

function placeAt(place: number): { topic: string; partition: number } {
  return PLACES[place] ?? { topic: TOPIC, partition: 0 }
}

function placeOf({ topic, partition }: KnownRecord): number {
  return PLACES.findIndex((place) => place.topic === topic && place.partition === partition)
}

function write(gateway: MemoryGateway, steps: readonly Step[]) {
  const records: KnownRecord[] = []
  const ends = PLACES.map(() => 0n)
  const heldBack = new Map<string, bigint>()
  let waiting: { due: number; step: Step & { kind: 'transaction' }; transaction: MemoryTransaction }[] = []
  const finish = (now: number) => {
    for (const { due, step: done, transaction } of waiting) {
      if (due > now) continue
      if (done.fate === 'committed') transaction.commit()
      else transaction.abort()
      ends[done.place] = (ends[done.place] ?? 0n) + 1n
    }
    waiting = waiting.filter(({ due }) => due > now)
  }
  for (const [now, each] of steps.entries()) {
    const batch = each.times.map((time) => ({ timestamp: BigInt(time), key: 'k', value: valueAt(time) }))
    const { topic, partition } = placeAt(each.place)
    const fate = each.kind === 'plain' ? 'plain' : each.fate
    const transaction = each.kind === 'plain' ? null : gateway.begin()
    const base =
      each.kind === 'plain'
        ? gateway.append(topic, partition, batch, { codec: each.codec })
        : (transaction?.append(topic, partition, batch) ?? 0n)
    for (const [index, time] of each.times.entries()) {
      const offset = base + BigInt(index)
      records.push({ topic, partition, offset, timestamp: BigInt(time), fate })
    }
    ends[each.place] = base + BigInt(each.times.length)
    const id = `${topic}/${partition}`
    if (fate === 'open') heldBack.set(id, heldBack.get(id) ?? base)
    else if (each.kind === 'transaction' && transaction !== null) {
      waiting.push({ due: now + each.hold, step: each, transaction })
    }
    finish(now)
  }
  finish(Number.POSITIVE_INFINITY)
  return { records, ends, heldBack }
}

/** What a reader of some topics should see, by the rules alone. */
export function visibleRecords(
  { records, heldBack }: RandomLog,
  isolation: Isolation,
  topics: readonly string[] = [TOPIC],
): KnownRecord[] {
  const asked = records.filter(({ topic }) => topics.includes(topic))
  if (isolation !== 'read_committed') return asked
  return asked.filter(({ topic, partition, offset, fate }) => {
    const limit = heldBack.get(`${topic}/${partition}`)
    return fate !== 'aborted' && fate !== 'open' && (limit === undefined || offset < limit)
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
  const queues = PLACES.map((_, place) => inOffsetOrder(records.filter((each) => placeOf(each) === place)))
  const merged: KnownRecord[] = []
  while (merged.length < records.length) {
    const heads = queues.flatMap((queue) => queue.slice(0, 1))
    heads.sort((a, b) => Number(a.timestamp - b.timestamp) || placeOf(a) - placeOf(b))
    const [first] = heads
    if (first === undefined) break
    queues[placeOf(first)]?.shift()
    merged.push(first)
  }
  return merged
}

/** By timestamp, then offset, then topic and partition; the newest first. */
export function newestFirst(records: readonly KnownRecord[]): KnownRecord[] {
  return records.toSorted(
    (a, b) => Number(b.timestamp - a.timestamp) || Number(b.offset - a.offset) || placeOf(b) - placeOf(a),
  )
}

/** Partition by partition. */
export function inOffsetOrder(records: readonly KnownRecord[]): KnownRecord[] {
  return records.toSorted((a, b) => placeOf(a) - placeOf(b) || Number(a.offset - b.offset))
}
