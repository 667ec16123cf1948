import { setImmediate as breathe } from 'node:timers/promises'
import type { FetchedPartition, KafkaGateway, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
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

/** A place that is still open: read up to `from`, and how often in a row it came back with nothing. */
interface Open {
  ask: NextRecordAsk
  from: bigint
  gap: boolean
  empties: number
  maxBytes: number
}

/** Enough for a batch of a common producer; a larger one comes back empty, and is then asked for with more. */
const FETCH_BYTES = 32 * 1024
const FETCH_BYTES_MAX = 1024 * 1024
const GROWTH = 8
/** Of one broker's answer. */
const ANSWER_BYTES = 4 * 1024 * 1024
/** Places in one call, and calls after which the rest is left for the next time. */
const TOGETHER_MAX = 500
const ROUNDS_MAX = 12
/** A broker sends a partition's first batch whole, however large, only where it is the first with data: so, alone. */
const EMPTY_TOGETHER = 2
const ALONE_MAX = 8
/** One call's share of the time: a broker that hangs must leave some for the others. */
const CALL_PART = 0.5
const SLICE_MS = 10

/** Reads places round after round until each is settled, the time is up, or the rounds are. */
export async function readRounds(
  rounds: ReadRounds,
  asks: readonly NextRecordAsk[],
): Promise<Pick<ReadReport, 'fetches' | 'faults'>> {
  const faults: ReadReport['faults'] = []
  let open: Open[] = asks.map((ask) => {
    const { until: from, gap } = rounds.progressOf(ask) ?? { until: ask.position, gap: false }
    return { ask, from, gap, empties: 0, maxBytes: FETCH_BYTES }
  })
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

/** One call; returns what is still open. A fault leaves its place for the next time. */
async function ask(
  rounds: ReadRounds,
  call: readonly Open[],
  timeoutMs: number,
  faults: ReadReport['faults'],
): Promise<Open[]> {
  const outcomes = await fetchAll(rounds, call, timeoutMs)
  const empty: Open[] = []
  const onward: Open[] = []
  let sliceFrom = performance.now()
  for (const [index, one] of call.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined) continue
    if (!outcome.ok) {
      faults.push({ topic: outcome.topic, partition: outcome.partition, fault: outcome.fault })
      continue
    }
    const next = settle(rounds, one, outcome.value)
    if (next !== null) (next.empties > 0 ? empty : onward).push(next)
    if (performance.now() - sliceFrom < SLICE_MS) continue
    await breathe()
    sliceFrom = performance.now()
  }
  return [...empty, ...onward]
}

async function fetchAll(
  { gateway, signal }: ReadRounds,
  call: readonly Open[],
  timeoutMs: number,
): Promise<Outcome<FetchedPartition, TopicPartitionId>[]> {
  const requests = call.map(({ ask: { topic, partition }, from, maxBytes }) => {
    return { topic, partition, offset: from, maxBytes }
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

/** Keeps what an answer tells; null where the place needs no further look for now. */
function settle({ keep, now }: ReadRounds, one: Open, answer: FetchedPartition): Open | null {
  const { ask, from } = one
  const alone = one.empties >= EMPTY_TOGETHER
  const readAt = now()
  if (startsWhole(answer.records) || (alone && answer.records.length > 0)) {
    const first = firstDataRecord(answer, from)
    const gap = one.gap || (first.kind !== 'unreadable' && first.gap)
    if (first.kind !== 'none') {
      const found = first.kind === 'record' ? { ...first, gap } : first
      keep(ask, { until: first.offset, gap, found, readAt })
      return null
    }
    if (first.until > from) {
      keep(ask, { until: first.until, gap, found: null, readAt })
      return first.until >= ask.end ? null : { ...one, from: first.until, gap, empties: 0 }
    }
  }
  // Its leader may have changed for one that is behind; what it does not have is not "nothing".
  if (answer.lastStable < ask.end) return null
  if (alone) {
    keep(ask, { until: ask.end, gap: true, found: null, readAt })
    return null
  }
  return { ...one, empties: one.empties + 1, maxBytes: Math.min(one.maxBytes * GROWTH, FETCH_BYTES_MAX) }
}

/** Whether the first batch is there to its end; length, at byte 8, counts what follows it. */
function startsWhole(bytes: Buffer): boolean {
  return bytes.length >= 12 && 12 + bytes.readInt32BE(8) <= bytes.length
}
