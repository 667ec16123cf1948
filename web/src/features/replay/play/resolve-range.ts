import type { Frame, ScanPosition } from '@sluice/shared/messages'
import { endPosition } from '@sluice/shared/messages-end'
import type { Histogram, HistogramRequest } from '@sluice/shared/messages-histogram'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import { startPosition } from '@sluice/shared/messages-start'
import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'
import type { PlaySpan } from '#lib/play-engine.ts'
import { LogTime } from './log-time.ts'
import { playStart } from './play-link.ts'
import { OffsetBounds, type OpenScan, type PlayRange, scanTopics } from './play-range.ts'

/** When there would be something to play, where the range asked for has nothing; null: there is nothing at all. */
export interface EmptyRange {
  log: PlaySpan | null
}

interface Asking {
  open: OpenScan
  histogram: (request: Omit<HistogramRequest, 'buckets'> & { buckets: number }) => Promise<Histogram>
  signal: AbortSignal
  nowMs: number
}

/** One for each few pixels of the strip. */
const BUCKETS = 300

/** Makes times of a range: of its places in time at once, of places in the log by the first record behind them. */
export async function resolveRange(
  query: Pick<MessagesQuery, 'topics' | 'start' | 'end' | 'isolation'>,
  asking: Asking,
): Promise<PlayRange | EmptyRange> {
  const { nowMs, histogram } = asking
  const topics = query.topics ?? []
  const from = startPosition(playStart(query), 1, nowMs)
  const to = endPosition(query.end, nowMs)
  const places = !(isTime(from) && (to === undefined || isTime(to)))
  const probed = places ? await probe({ topics, isolation: query.isolation }, from, to, asking) : null
  if (probed !== null && probed.first === null) return { log: null }
  const low = probed?.first ?? ('timestamp' in from ? Math.max(0, from.timestamp) : undefined)
  const high = to && 'timestamp' in to ? Math.max(to.timestamp, (low ?? 0) + 1) : undefined
  const told = await histogram({
    ...scanTopics(topics),
    isolation: query.isolation,
    buckets: BUCKETS,
    ...(low === undefined ? {} : { from: low }),
    ...(high === undefined ? {} : { to: high }),
  })
  const span = spanOf(told, low, high)
  if (span === null) return { log: logSpan(told) }
  return { span, bounds: probed?.bounds ?? null, histogram: told }
}

function spanOf(told: Histogram, low: number | undefined, high: number | undefined): PlaySpan | null {
  const log = logSpan(told)
  if (log === null || !told.counts.some((count) => count !== '0')) return null
  const from = Math.max(log.from, low ?? log.from)
  // Times far beyond now stretch the strip no more than they stretch the clock.
  const to = Math.min(log.to, high ?? log.to, Math.max(told.edges.at(-1) ?? log.to, from + 1))
  return to > from ? { from, to } : null
}

function logSpan({ first, last }: Histogram): PlaySpan | null {
  return first === null || last === null ? null : { from: first, to: last + 1 }
}

function isTime(position: ScanPosition): boolean {
  return 'timestamp' in position || 'oldest' in position
}

/** The offsets that places in the log mean, and the time of the first record behind them. */
async function probe(
  ask: { topics: readonly string[]; isolation: MessagesQuery['isolation'] },
  from: ScanPosition,
  to: ScanPosition | undefined,
  { open, signal }: Asking,
): Promise<{ bounds: OffsetBounds; first: number | null }> {
  let opened: Frame<'open'> | null = null
  let first: number | null = null
  const request = {
    ...scanTopics(ask.topics),
    isolation: ask.isolation,
    order: 'time' as const,
    limit: 100,
    from,
    ...(to && { to }),
  }
  for await (const frame of open(request, signal)) {
    if (frame.t === 'open') opened = frame
    else if (frame.t === 'error') throw ApiError.fromBody(frame, 200)
    else if (frame.t === 'rows') {
      const times = new LogTime()
      for (const row of frame.rows) first ??= times.place(row)?.at ?? null
    } else if (frame.t === 'end' && opened !== null) {
      return { bounds: new OffsetBounds(opened.ranges), first }
    }
  }
  throw new StreamCut('closed')
}
