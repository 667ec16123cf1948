import type { TopologyTimes } from '@sluice/shared/topology'

/** Where the slider of times goes from and to, and by what steps. Its end is now. */
export interface TimeRange {
  from: number
  to: number
  step: number
}

/** The range of what is stored; null: there is nothing but now. The end of a bucket shows what is in it. */
export function timeRange({ bucketMs, first, last }: TopologyTimes): TimeRange | null {
  if (first === null || last === null) return null
  const range = { from: first + bucketMs, to: last + bucketMs, step: bucketMs }
  return range.to > range.from ? range : null
}

/** The time that a place of the slider stands for; null: now. */
export const timeAt = (place: number, { from, to }: TimeRange): number | null =>
  place >= to ? null : Math.max(from, Math.round(place))

/** Where a time stands on the slider, between 0 and 1. */
export function shareOf(at: number | undefined, { from, to }: TimeRange): number {
  return at === undefined ? 1 : Math.min(1, Math.max(0, (at - from) / (to - from)))
}

/** The next stop of playing: the end of the next bucket that holds anything; null: now is reached. */
export function nextTime(at: number, { bucketMs, buckets }: TopologyTimes, range: TimeRange): number | null {
  const next = buckets.map((bucket) => bucket.at + bucketMs).find((end) => end > at)
  return next === undefined ? null : timeAt(next, range)
}

/** Bars of the evidence by time, as parts of the width and of the height. */
export function timeBars({ bucketMs, buckets }: TopologyTimes, { from, to }: TimeRange) {
  const most = Math.max(1, ...buckets.map(({ evidence }) => evidence))
  const span = to - from + bucketMs
  return buckets.map(({ at, evidence }) => ({
    at,
    left: (at + bucketMs - from) / span,
    width: bucketMs / span,
    height: evidence / most,
  }))
}
