import type { End } from '@sluice/shared/messages-end'
import { endPosition } from '@sluice/shared/messages-end'
import type { HistogramRequest } from '@sluice/shared/messages-histogram'
import { type MessagesQuery, requestedTopics } from '@sluice/shared/messages-link'
import type { Start } from '@sluice/shared/messages-start'
import { startPosition } from '@sluice/shared/messages-start'

export type AskedHistogram = Pick<
  HistogramRequest,
  'topic' | 'topics' | 'partitions' | 'from' | 'to' | 'isolation'
>

/** The times that the strip shows: those of the range where it has any, otherwise all of the log. */
export function histogramRequest(topic: string | null, query: MessagesQuery, nowMs: number): AskedHistogram {
  const from = startPosition(query.start, query.limit, nowMs)
  const to = endPosition(query.end, nowMs)
  const low = 'timestamp' in from ? Math.max(0, from.timestamp) : undefined
  const high = to && 'timestamp' in to && to.timestamp > (low ?? 0) ? to.timestamp : undefined
  return {
    ...requestedTopics(topic, query),
    isolation: query.isolation,
    ...(low === undefined ? {} : { from: low }),
    ...(high === undefined ? {} : { to: high }),
    ...(query.partitions === null ? {} : { partitions: [...query.partitions] }),
  }
}

/** Whether the strip shows a part of the time only, from which there is a way back. */
export function isZoomed({ start, end }: Pick<MessagesQuery, 'start' | 'end'>): boolean {
  return isTime(start) || (end !== null && isTime(end))
}

/** The range that buckets stand for; the last one of an open end stays open, so that what is written later counts. */
export function rangeOfBuckets(
  edges: readonly number[],
  { first, last }: { first: number; last: number },
  end: End,
): Pick<MessagesQuery, 'start' | 'end'> {
  const [from, to] = [edges[first] ?? 0, edges[last + 1] ?? 0]
  const open = end === null && last === edges.length - 2
  return { start: { kind: 'time', ms: from }, end: open ? null : { kind: 'time', ms: to } }
}

function isTime({ kind }: Start | NonNullable<End>): boolean {
  return kind === 'time' || kind === 'ago'
}
