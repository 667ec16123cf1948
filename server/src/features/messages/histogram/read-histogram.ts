import { HISTOGRAM_LANES_MAX, type Histogram, type HistogramRequest } from '@sluice/shared/messages-histogram'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { boundLevel } from '../transactions/read-level.ts'
import { type Counted, countSpans, firstTime } from './count-spans.ts'
import { type LogSpan, TimeIndex } from './log-span.ts'
import { marksOf } from './marks.ts'
import { choosePartitions, readSpans } from './read-spans.ts'
import { CALENDAR_MS } from './time-axis.ts'
import { readTraits, type TopicTraits } from './topic-traits.ts'

export interface HistogramDeps {
  gateway: KafkaGateway
  /** Epoch milliseconds. */
  now: () => number
  deadlineMs?: number
  /** How long it may go on from coarse to fine. */
  refineMs?: number
}

const DEADLINE_MS = 10_000
const REFINE_MS = 1_000

/**
 * Messages by time, from the brokers' time indexes: offsets at each edge of a bucket, and their differences. Rejects
 * where nothing can be told (no such topic, no cluster, no answer in time); what a part lacks is named in the answer.
 */
export async function readHistogram(
  { gateway, now, deadlineMs = DEADLINE_MS, refineMs = REFINE_MS }: HistogramDeps,
  request: HistogramRequest,
  client: AbortSignal,
): Promise<Histogram> {
  const startedAt = now()
  const deadline = AbortSignal.timeout(deadlineMs)
  const signal = AbortSignal.any([client, deadline])
  const late = () => deadline.aborted && !client.aborted
  const index = new TimeIndex(gateway, boundLevel(request.isolation), signal)
  try {
    const ids = await choosePartitions(gateway, request, index, signal)
    const names = [...new Set(ids.map(({ topic }) => topic))]
    const [spans, traits] = await Promise.all([readSpans(index, ids), readTraits(gateway, names, signal)])
    const counted = await countSpans({ index, spans, request, now: startedAt, patience: { late, refineMs } })
    return answerOf(index, traits, counted, now() - startedAt)
  } catch (error) {
    if (!late() || error instanceof KafkaFault) throw error
    const message = `The cluster did not say within ${deadlineMs / 1000} s where its messages lie in time. Try again.`
    throw new KafkaFault('BROKER_TIMEOUT', message, { cause: error })
  }
}

function answerOf(index: TimeIndex, traits: TopicTraits, counted: Counted, elapsedMs: number): Histogram {
  const spans = counted.spans.filter((span) => !index.isMissing(span))
  const sum = (amount: (span: LogSpan, offsets: readonly bigint[]) => bigint) =>
    spans.reduce((total, span) => total + amount(span, counted.offsets.get(span) ?? []), 0n)
  const { axis, stride } = counted
  const last = axis === null ? 0 : axis.edges.length - 1
  const kept = (axis?.edges ?? []).flatMap((_, at) => (at % stride === 0 || at === last ? [at] : []))
  const counts = kept.slice(1).map((at, place) => {
    const before = kept[place] ?? 0
    return sum((_, offsets) => (offsets[at] ?? 0n) - (offsets[before] ?? 0n))
  })
  const total = sum(({ start, end }) => end - start)
  const before = axis === null ? total : sum(({ start }, offsets) => (offsets[0] ?? start) - start)
  const after = axis === null ? 0n : sum(({ end }, offsets) => end - (offsets[last] ?? end))
  const first = firstTime(spans)
  const figures = { total, before, after }
  return {
    edges: kept.map((at) => axis?.edges[at] ?? 0),
    counts: counts.map(String),
    lanes: spans.length > HISTOGRAM_LANES_MAX ? null : lanesOf(counted, spans, kept),
    stepMs: axis === null ? null : axis.stepMs * stride,
    total: `${total}`,
    before: `${before}`,
    after: `${after}`,
    first: first === null ? null : shown(first),
    last: counted.last === null ? null : shown(counted.last.last),
    lastBy: counted.last?.by ?? null,
    basis: 'time-index',
    timestampType: traits.timestampType,
    marks: marksOf(counted, figures, traits),
    missing: index.missing,
    partitions: spans.length,
    lookups: index.lookups,
    elapsedMs,
  }
}

function lanesOf(
  { offsets }: Counted,
  spans: readonly LogSpan[],
  kept: readonly number[],
): NonNullable<Histogram['lanes']> {
  return spans.map((span) => {
    const { topic, partition, start } = span
    const at = offsets.get(span) ?? []
    return { topic, partition, offsets: kept.map((edge) => `${at[edge] ?? start}`) }
  })
}

function shown(time: bigint): number | null {
  return time > BigInt(CALENDAR_MS) ? null : Number(time)
}
