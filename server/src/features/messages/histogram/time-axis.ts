import type { HistogramRequest } from '@sluice/shared/messages-histogram'
import { edgesBetween, endOfBucket, floorTo, stepFor } from './time-steps.ts'

/** The last time that a calendar can show. */
export const CALENDAR_MS = 8.64e15
const DAY_MS = 86_400_000
/** Questions to brokers for one histogram: a partition more, or an edge more, is one each. */
const LOOKUPS_MAX = 24_000
const BUCKETS_MIN = 8

export interface TimeAxis {
  edges: number[]
  stepMs: number
  /** Whether nothing can be at or after the last edge. */
  holdsLast: boolean
}

/** Beyond this a time is a mistake or of another unit, unless the log has no other. */
export function latestPlausible(first: bigint, now: number): number {
  return first > BigInt(now + DAY_MS) ? CALENDAR_MS : now + DAY_MS
}

export function bucketsFor(asked: number, partitions: number): number {
  return Math.min(asked, Math.max(BUCKETS_MIN, Math.floor(LOOKUPS_MAX / Math.max(1, partitions))))
}

/** Buckets over the times asked for or, where they are left open, over those of the log. */
export function chooseAxis(
  { from, to }: Pick<HistogramRequest, 'from' | 'to'>,
  log: { first: number; last: bigint; latest: number; now: number },
  buckets: number,
): TimeAxis {
  const implausible = log.last > BigInt(log.latest)
  const last = implausible ? Math.max(log.now, log.first) : Number(log.last)
  const low = from ?? (to === undefined ? log.first : Math.min(log.first, to - 1))
  const high = to ?? Math.max(last, low) + 1
  const stepMs = stepFor(low, high, buckets)
  const start = from ?? floorTo(low, stepMs)
  const end = to ?? endOfBucket(high - 1, stepMs)
  return {
    edges: edgesBetween(start, end, stepMs),
    stepMs,
    holdsLast: !implausible && end > Number(log.last),
  }
}
