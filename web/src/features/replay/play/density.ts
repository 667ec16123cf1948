import type { Histogram } from '@sluice/shared/messages-histogram'

/** A time before `at` from which on about `wanted` events lie before it, by the counts of the histogram. */
export function timeBefore(
  { edges, counts }: Pick<Histogram, 'edges' | 'counts'>,
  at: number,
  wanted: number,
): number {
  let left = wanted
  for (let bucket = counts.length - 1; bucket >= 0; bucket--) {
    const [from, to] = [edges[bucket] ?? 0, edges[bucket + 1] ?? 0]
    if (from >= at || to <= from) continue
    const part = (Math.min(to, at) - from) / (to - from)
    const count = Number(counts[bucket] ?? '0') * part
    if (count >= left) return Math.floor(Math.min(to, at) - ((Math.min(to, at) - from) * left) / count)
    left -= count
  }
  return Math.floor(edges[0] ?? at)
}
