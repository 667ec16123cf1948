import type { PlayEvent, PlayFold } from '#lib/play-engine.ts'
import type { EventWindow } from './event-window.ts'

/** What is left of a pause that is passed over, on each side of it, as a part of what a pause must last. */
const LEAD_SHARE = 0.2

interface FoldSearch {
  events: readonly PlayEvent[]
  /** Where the first event not yet passed stands. */
  index: number
  /** The fold must end behind this time, */
  at: number
  /** and begin before this one. */
  until: number
  /** Where events are known from; what lies before is no pause. */
  from: number
  /** Where the range ends, once nothing of it is left to come. */
  end: number | null
  /** Time without an event that is passed over, in time of the log. */
  gapMs: number
}

/** The part of a pause between two events that is passed over; null where it is too short for that. */
export function foldBetween(before: number, after: number, gapMs: number): PlayFold | null {
  const lead = gapMs * LEAD_SHARE
  return after - before > gapMs ? { from: before + lead, to: after - lead } : null
}

/** The next stretch that is passed over. */
export function nextFold({ events, index, at, until, from, end, gapMs }: FoldSearch): PlayFold | null {
  let before = events[index - 1]?.at ?? from
  for (let next = index; before <= until; next++) {
    const after = events[next]?.at ?? (next === events.length ? end : null)
    if (after === null) return null
    const fold = foldBetween(before, after, gapMs)
    if (fold !== null && fold.to > at) return fold.from <= until ? fold : null
    if (next >= events.length) return null
    before = after
  }
  return null
}

interface Ahead {
  at: number
  /** Where the first event not yet played stands, at that time. */
  index: number
  until: number
  end: number | null
  /** Null: nothing is passed over. */
  gapMs: number | null
}

/** Finds the folds before a clock, one after the other. */
export function foldFinder(
  window: EventWindow,
  { at, index, until, end, gapMs }: Ahead,
): (from: number) => PlayFold | null {
  if (gapMs === null) return () => null
  const { events, span } = window
  return (from) => {
    const next = from === at ? index : window.indexAfter(from)
    return nextFold({ events, index: next, at: from, until, from: span.from, end, gapMs })
  }
}
