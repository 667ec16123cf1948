import type { FetchedPartition, KafkaGateway, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { BrokenBatch, RecordBatch } from '#records/record.ts'
import { Slices } from '../collector/slices.ts'
import { firstDataRecord } from './first-data-record.ts'
import type { NextRecordAsk, Progress, ReadReport } from './next-record.ts'

export interface ReadRounds {
  gateway: Pick<KafkaGateway, 'fetch'>
  signal: AbortSignal
  /** When to stop, by `now`. */
  until: number
  now: () => number
  progressOf(ask: NextRecordAsk): Progress | null
  keep(ask: NextRecordAsk, progress: Progress): void
}

/** A partition with the places in it that are still open, by their offsets, and how often in a row nothing came. */
interface Lane extends TopicPartitionId {
  places: Place[]
  empties: number
  maxBytes: number
}

/** Everything before `from` is read. */
interface Place {
  ask: NextRecordAsk
  from: bigint
  gap: boolean
}

/** Enough for a batch of a common producer (16 KiB); a larger one comes back empty, and is then asked for with more. */
const FETCH_BYTES = 17 * 1024
const FETCH_BYTES_MAX = 1024 * 1024
const GROWTH = 8
/** Of one broker's answer. One that is half full may have had no room for the partitions that came back empty. */
const ANSWER_BYTES = 8 * 1024 * 1024
const FULL_BYTES = ANSWER_BYTES / 2
/** Partitions in one call, and rounds of calls after which the rest is left for the next time. */
const TOGETHER_MAX = 500
const ROUNDS_MAX = 12
/** A broker sends a partition's first batch whole, however large, only where it is the first with data: so, alone. */
const EMPTY_TOGETHER = 2
const ALONE_MAX = 8
/** One call's share of the time: a broker that hangs must leave some for the others. */
const CALL_PART = 0.5

/**
 * Reads places round after round until each is settled, the time is up, or the rounds are. A partition is fetched from
 * its first open place on, and what comes serves them all.
 */
export async function readRounds(
  rounds: ReadRounds,
  asks: readonly NextRecordAsk[],
): Promise<Pick<ReadReport, 'fetches' | 'faults'>> {
  const faults: ReadReport['faults'] = []
  let open = toLanes(rounds, asks)
  let fetches = 0
  for (let round = 0; round < ROUNDS_MAX && open.length > 0; round += 1) {
    rounds.signal.throwIfAborted()
    const remaining = rounds.until - rounds.now()
    if (remaining < 1) break
    const together = open.filter(({ empties }) => empties < EMPTY_TOGETHER).slice(0, TOGETHER_MAX)
    const alone = open.filter(({ empties }) => empties >= EMPTY_TOGETHER).slice(0, ALONE_MAX)
    const calls = [together, ...alone.map((one) => [one])].filter((call) => call.length > 0)
    const timeoutMs = Math.max(1, Math.floor(remaining * CALL_PART))
    fetches += calls.length
    const again = (await Promise.all(calls.map((call) => ask(rounds, call, timeoutMs, faults)))).flat()
    const asked = new Set(calls.flat())
    // Those that a full answer left out stand before the rest, so that they are the first of the next one.
    open = [...again, ...open.filter((one) => !asked.has(one))]
  }
  return { fetches, faults }
}

function toLanes({ progressOf }: ReadRounds, asks: readonly NextRecordAsk[]): Lane[] {
  const lanes = new Map<string, Lane>()
  for (const ask of asks) {
    const { topic, partition } = ask
    const { until: from, gap } = progressOf(ask) ?? { until: ask.position, gap: false }
    const lane = lanes.get(`${topic}/${partition}`)
    if (lane !== undefined) lane.places.push({ ask, from, gap })
    else {
      const places = [{ ask, from, gap }]
      lanes.set(`${topic}/${partition}`, { topic, partition, places, empties: 0, maxBytes: FETCH_BYTES })
    }
  }
  for (const { places } of lanes.values()) places.sort(byOffset)
  return [...lanes.values()]
}

function byOffset(a: Place, b: Place): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0
}

/** One call; returns what is still open. A fault leaves its places for the next time. */
async function ask(
  rounds: ReadRounds,
  call: readonly Lane[],
  timeoutMs: number,
  faults: ReadReport['faults'],
): Promise<Lane[]> {
  const outcomes = await fetchAll(rounds, call, timeoutMs)
  const bytes = outcomes.reduce((sum, each) => sum + (each.ok ? each.value.records.length : 0), 0)
  const full = bytes >= FULL_BYTES
  const empty: Lane[] = []
  const onward: Lane[] = []
  const slices = new Slices()
  for (const [index, lane] of call.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined) continue
    await slices.pause()
    if (!outcome.ok) {
      faults.push({ topic: outcome.topic, partition: outcome.partition, fault: outcome.fault })
      continue
    }
    const next = settle(rounds, lane, outcome.value)
    if (next.places.length === 0) continue
    if (next.empties === 0) onward.push(next)
    else empty.push(full && call.length > 1 ? { ...next, empties: lane.empties } : next)
  }
  return [...empty, ...onward]
}

async function fetchAll(
  { gateway, signal }: ReadRounds,
  call: readonly Lane[],
  timeoutMs: number,
): Promise<Outcome<FetchedPartition, TopicPartitionId>[]> {
  const requests = call.map(({ topic, partition, places, maxBytes }) => {
    return { topic, partition, offset: places[0]?.from ?? 0n, maxBytes }
  })
  try {
    return await gateway.fetch(requests, {
      isolation: 'read_committed',
      maxWaitMs: 0,
      maxBytes: ANSWER_BYTES,
      timeoutMs,
      signal,
    })
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof KafkaFault)) throw error
    return requests.map(({ topic, partition }) => ({ ok: false, topic, partition, fault: error }))
  }
}

/** Keeps what an answer tells of each place, and returns the lane with those that need a further look. */
function settle(rounds: ReadRounds, lane: Lane, answer: FetchedPartition): Lane {
  const alone = lane.empties >= EMPTY_TOGETHER
  if (startsWhole(answer.records) || (alone && answer.records.length > 0)) {
    const batches = [...readBatches(answer.records)]
    const looked = lane.places.map((place) => look(rounds, place, batches, answer.aborted))
    if (looked.some(({ moved }) => moved)) {
      const places = looked.flatMap(({ place }) => (place === null ? [] : [place])).sort(byOffset)
      return { ...lane, places, empties: 0 }
    }
  }
  // A new leader may be behind the old one: what it does not have is not "nothing".
  const places = lane.places.filter(({ ask }) => ask.end <= answer.lastStable)
  if (alone) {
    const readAt = rounds.now()
    for (const { ask } of places) rounds.keep(ask, { until: ask.end, gap: true, found: null, readAt })
    return { ...lane, places: [] }
  }
  const maxBytes = Math.min(lane.maxBytes * GROWTH, FETCH_BYTES_MAX)
  return { ...lane, places, empties: lane.empties + 1, maxBytes }
}

/** `place` is null where it is settled; one that the answer does not reach has not moved. */
function look(
  { keep, now }: ReadRounds,
  place: Place,
  batches: readonly (RecordBatch | BrokenBatch)[],
  aborted: FetchedPartition['aborted'],
): { moved: boolean; place: Place | null } {
  const { ask, from } = place
  const first = firstDataRecord(batches, aborted, from)
  const readAt = now()
  if (first.kind === 'unreadable') {
    keep(ask, { until: first.offset, gap: place.gap, found: first, readAt })
    return { moved: true, place: null }
  }
  const gap = place.gap || first.gap
  if (first.kind === 'record') {
    keep(ask, { until: first.offset, gap, found: { ...first, gap }, readAt })
    return { moved: true, place: null }
  }
  if (first.until === from) return { moved: false, place }
  keep(ask, { until: first.until, gap, found: null, readAt })
  return { moved: true, place: first.until >= ask.end ? null : { ask, from: first.until, gap } }
}

/** Whether the first batch is there to its end; length, at byte 8, counts what follows it. */
function startsWhole(bytes: Buffer): boolean {
  return bytes.length >= 12 && 12 + bytes.readInt32BE(8) <= bytes.length
}
