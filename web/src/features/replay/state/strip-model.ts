import type { Histogram } from '@sluice/shared/messages-histogram'
import type { StripBucket } from '#charts/time-strip-geometry.ts'

/** Counts by time, with what lies between the two points as what is read; with one point, what lies before it. */
export function stripOf(
  { edges, counts }: Pick<Histogram, 'edges' | 'counts'>,
  points: { at: number | null; base: number | null },
): StripBucket[] {
  const [from, to] = spanOf(points)
  return counts.map((text, index) => {
    const [begin, end] = [edges[index] ?? 0, edges[index + 1] ?? 0]
    const count = BigInt(text)
    const inside = Math.max(0, Math.min(end, to) - Math.max(begin, from))
    // Within a bucket nobody knows where its messages stand: their share of its time is near enough for a shade.
    const share = end === begin ? 0 : BigInt(Math.round((inside / (end - begin)) * 1000))
    return { from: begin, to: end, count, inRange: (count * BigInt(share)) / 1000n, scanned: null, found: 0 }
  })
}

function spanOf({ at, base }: { at: number | null; base: number | null }): [number, number] {
  const end = at ?? Number.POSITIVE_INFINITY
  if (base === null) return [Number.NEGATIVE_INFINITY, end]
  return base < end ? [base, end] : [end, base]
}

/** The time at a place from 0 to 1 of the strip, to the second where it is long enough. */
export function timeAt(fraction: number, buckets: readonly Pick<StripBucket, 'from' | 'to'>[]): number {
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0]
  const ms = from + Math.min(Math.max(fraction, 0), 1) * (to - from)
  return to - from > 100_000 ? Math.round(ms / 1000) * 1000 : Math.round(ms)
}

/** The edge of a bucket next to a time in that direction. */
export function nextEdge(
  ms: number,
  step: 1 | -1,
  buckets: readonly Pick<StripBucket, 'from' | 'to'>[],
): number {
  const edges = [...buckets.map(({ from }) => from), buckets.at(-1)?.to ?? ms]
  const beyond = step === 1 ? edges.find((edge) => edge > ms) : edges.findLast((edge) => edge < ms)
  return beyond ?? ms
}
