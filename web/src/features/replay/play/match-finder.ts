import type { MessageFilter, ScanRequest } from '@sluice/shared/messages'
import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'
import type { PlayEvent, PlaySpan } from '#lib/play-engine.ts'
import { LogTime } from './log-time.ts'
import { compareEvents } from './play-order.ts'
import { type OpenScan, type PlayAsk, type PlayRange, scanTopics } from './play-range.ts'

export interface MatchSearch {
  open: OpenScan
  ask: PlayAsk
  filter: MessageFilter
  range: PlayRange
}

/** Where the clock stands: the event played last decides among those of its moment. */
export interface SearchFrom {
  at: number
  current: PlayEvent | null
}

const PAGE = 50
/** Matches marked on what is in sight: more than there is room for. */
export const MARKS_MAX = 5000

/** The next event, or the one before, that the filter finds in the range; null where there is none. */
export async function findMatch(
  search: MatchSearch,
  from: SearchFrom,
  by: 1 | -1,
  signal: AbortSignal,
): Promise<PlayEvent | null> {
  const { span } = search.range
  const at = Math.floor(from.at)
  const bounds: Pick<ScanRequest, 'from' | 'to' | 'limit' | 'order'> =
    by > 0
      ? { from: { timestamp: at }, to: { timestamp: span.to }, limit: PAGE, order: 'time' }
      : { from: { newest: PAGE }, to: { timestamp: at + 1 }, limit: PAGE, order: 'backward' }
  const times = new LogTime()
  const place = (row: PlayEvent['message']) => (by > 0 ? times.place(row) : new LogTime().place(row))
  for await (const row of matches(search, bounds, signal)) {
    const event = place(row)
    if (event === null || search.range.bounds?.has(row) === false) continue
    if (by < 0 && event.at < span.from) return null
    if (by > 0 ? isBehind(event, from) : isBefore(event, from)) return event
  }
  return null
}

/** The events of a stretch that the filter finds, as far as they can be marked. */
export async function matchesIn(search: MatchSearch, { from, to }: PlaySpan, signal: AbortSignal) {
  const found: PlayEvent['message'][] = []
  const bounds = {
    from: { timestamp: from },
    to: { timestamp: to },
    limit: PAGE * 20,
    order: 'time' as const,
  }
  for await (const row of matches(search, bounds, signal)) {
    found.push(row)
    if (found.length >= MARKS_MAX) break
  }
  return found
}

function isBehind(event: PlayEvent, { at, current }: SearchFrom): boolean {
  if (event.at !== at) return event.at > at
  return current === null || current.at < at || compareEvents(event, current) > 0
}

function isBefore(event: PlayEvent, { at, current }: SearchFrom): boolean {
  // The event that is stood at is not one before it; without one, all up to the time are.
  return current === null ? event.at < at : compareEvents(event, current) < 0
}

async function* matches(
  { open, ask, filter }: MatchSearch,
  bounds: Pick<ScanRequest, 'from' | 'to' | 'limit' | 'order'>,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent['message']> {
  const request: ScanRequest = { ...scanTopics(ask.topics), isolation: ask.isolation, filter, ...bounds }
  let cursor: string | null = null
  do {
    const more: { cursor?: string } = cursor === null ? {} : { cursor }
    cursor = null
    let ended = false
    for await (const frame of open({ ...request, ...more }, signal)) {
      if (frame.t === 'rows') yield* frame.rows
      else if (frame.t === 'error') throw ApiError.fromBody(frame, 200)
      else if (frame.t === 'end') {
        ended = true
        cursor = frame.cursor
      }
    }
    if (!ended) throw new StreamCut('closed')
  } while (cursor !== null)
}
