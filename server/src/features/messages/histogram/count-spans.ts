import type { HistogramRequest } from '@sluice/shared/messages-histogram'
import { clamp } from '../offset-order.ts'
import { lastTime } from './last-time.ts'
import { locateEdges, type Patience } from './locate-edges.ts'
import type { LogSpan, TimeIndex } from './log-span.ts'
import { bucketsFor, CALENDAR_MS, chooseAxis, latestPlausible, type TimeAxis } from './time-axis.ts'

/** Offsets by time, as found. */
export interface Counted {
  request: HistogramRequest
  spans: readonly LogSpan[]
  /** Null: no record carries a time that a calendar could show. */
  axis: TimeAxis | null
  offsets: ReadonlyMap<LogSpan, readonly bigint[]>
  stride: number
  moved: number
  last: Awaited<ReturnType<typeof lastTime>>
}

interface Work {
  index: TimeIndex
  spans: readonly LogSpan[]
  request: HistogramRequest
  now: number
  patience: Patience
}

/** Where the edges lie in each span. */
export async function countSpans({ index, spans, request, now, patience }: Work): Promise<Counted> {
  const first = firstTime(spans)
  const empty = { request, spans, axis: null, offsets: new Map(), stride: 1, moved: 0, last: null }
  if (first === null) return empty
  const latest = latestPlausible(first, now)
  const last = await lastTime(index, spans, latest)
  if (last === null || first > BigInt(CALENDAR_MS)) return { ...empty, last }
  const times = { first: Number(first), last: last.last, latest, now }
  const axis = chooseAxis(request, times, bucketsFor(request.buckets, spans.length))
  const ends = await locateEnds(index, spans, request, axis)
  const located = await locateEdges(index, spans, axis.edges, ends, patience)
  return { ...empty, ...located, axis, last }
}

/** The first and the last edge, which are known without a question where the axis covers the whole log. */
async function locateEnds(
  index: TimeIndex,
  spans: readonly LogSpan[],
  { from }: HistogramRequest,
  { edges, holdsLast }: TimeAxis,
): Promise<Map<LogSpan, readonly [bigint, bigint]>> {
  const [firsts, lasts] = await Promise.all([
    from === undefined ? spans.map(({ first, end }) => first?.offset ?? end) : index.at(spans, edges[0] ?? 0),
    holdsLast ? spans.map(({ end }) => end) : index.at(spans, edges.at(-1) ?? 0),
  ])
  return new Map(
    spans.map((span, place) => {
      const [low, high] = [firsts[place] ?? span.start, lasts[place] ?? span.end].map((offset) =>
        clamp(offset, span.start, span.end),
      )
      const start = low ?? span.start
      return [span, [start, clamp(high ?? span.end, start, span.end)]]
    }),
  )
}

export function firstTime(spans: readonly LogSpan[]): bigint | null {
  let first: bigint | null = null
  for (const span of spans) {
    const time = span.first?.timestamp
    if (time !== undefined && (first === null || time < first)) first = time
  }
  return first
}
