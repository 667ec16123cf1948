import type { TimeLag } from '@sluice/shared/groups-state'
import type { InterpolatedAge } from './interpolate.ts'
import type { AgeBound, NextRecord } from './next-record.ts'

export interface TimeLagFacts {
  now: number
  /** Up to the last stable offset; null: not known. */
  lag: bigint | null
  /** Nothing is left to read: see {@link isPhantom}. */
  phantom: boolean
  /** What {@link NextRecords.known} tells of the place where the group stands now. */
  next: NextRecord | null
  /** What {@link NextRecords.bound} tells of the same place. */
  probe: AgeBound | null
  interpolated: InterpolatedAge | null
}

export const NO_TIME_LAG: TimeLag = {
  ms: null,
  atLeast: false,
  method: 'none',
  confidence: null,
  clockSkew: false,
  asOf: null,
}

/** The surest that is known of the age of the next unread record. */
export function timeLagOf(facts: TimeLagFacts): TimeLag {
  const { now, lag, next, probe, interpolated } = facts
  if (lag === null) return NO_TIME_LAG
  if (lag === 0n || facts.phantom)
    return { ...NO_TIME_LAG, ms: 0, method: 'zero', confidence: 'high', asOf: now }
  if (next?.kind === 'record' && next.timestamp !== null) return exact(next.timestamp, now)
  if (probe !== null) {
    const ms = Math.round(probe.ms + Math.max(0, now - probe.at))
    const confidence = probe.confirmed ? 'high' : 'medium'
    return { ms, atLeast: true, method: 'probe', confidence, clockSkew: false, asOf: now }
  }
  if (interpolated !== null) {
    return { ...interpolated, method: 'interpolated', clockSkew: false, asOf: now }
  }
  return NO_TIME_LAG
}

/** Clocks of healthy machines differ by as much. */
const SKEW_MS = 2_000

/** A record from the future is read now, so its age is none; that its clock is wrong is said instead. */
function exact(timestamp: number, now: number): TimeLag {
  const clockSkew = timestamp > now + SKEW_MS
  const ms = Math.max(0, Math.round(now - timestamp))
  const confidence = clockSkew ? 'low' : 'high'
  return { ms, atLeast: false, method: 'exact', confidence, clockSkew, asOf: now }
}

/**
 * The time lag of a group is that of the partition with the oldest unread record; one that is not known leaves a bound.
 * Partitions that have no place to count from (no commit, no topic) are the caller's to leave out.
 */
export function oldestOf(times: Iterable<TimeLag>): TimeLag {
  let oldest: TimeLag | null = null
  let unknown = false
  let skew = false
  for (const time of times) {
    skew ||= time.clockSkew
    if (time.ms === null) unknown = true
    else if (oldest === null || time.ms > (oldest.ms ?? 0) || isSurer(time, oldest)) oldest = time
  }
  // "At least nothing" would read as "nothing".
  if (oldest === null || (unknown && oldest.ms === 0)) return NO_TIME_LAG
  return { ...oldest, atLeast: oldest.atLeast || unknown, clockSkew: skew }
}

function isSurer(time: TimeLag, than: TimeLag): boolean {
  return time.ms === than.ms && than.method === 'zero' && time.method !== 'zero'
}
