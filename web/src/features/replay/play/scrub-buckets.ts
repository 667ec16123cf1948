import type { StripBucket } from '#charts/time-strip-geometry.ts'
import type { PlayRange } from './play-range.ts'

/** The histogram as the strip draws it: of the very span that is played, the first and the last bucket cut to it. */
export function scrubBuckets({ span, histogram }: PlayRange): StripBucket[] {
  const { edges = [], counts = [] } = histogram ?? {}
  const buckets = counts.flatMap((text, index) => {
    const [from, to] = [Math.max(edges[index] ?? 0, span.from), Math.min(edges[index + 1] ?? 0, span.to)]
    const count = BigInt(text)
    return to > from ? [{ from, to, count, inRange: count, scanned: null, found: 0 }] : []
  })
  const [first, last] = [buckets[0], buckets.at(-1)]
  const none = { count: 0n, inRange: 0n, scanned: null, found: 0 }
  return [
    ...(first === undefined || first.from > span.from
      ? [{ ...none, from: span.from, to: first?.from ?? span.to }]
      : []),
    ...buckets,
    ...(last !== undefined && last.to < span.to ? [{ ...none, from: last.to, to: span.to }] : []),
  ]
}
