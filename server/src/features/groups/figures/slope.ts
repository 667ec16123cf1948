import { at0, newestClimb, type Track } from './track.ts'

/** Offsets a second: the median of the slopes between any two samples, and their quartiles. */
export interface Slope {
  perSecond: number
  low: number
  high: number
  /** Time from the first sample used to the last. */
  spanMs: number
}

export interface SlopeLimits {
  minSamples: number
  minSpanMs: number
  /** The newest so many are used: their number squared is what a slope costs. */
  maxSamples: number
}

export const SLOPE_LIMITS: SlopeLimits = { minSamples: 5, minSpanMs: 120_000, maxSamples: 60 }

/**
 * Theil–Sen: a burst of commits, or a sample that came late, bends a least-squares line and not this one. Samples from
 * before the offset last fell are left out. Null: too few, or over too short a time.
 */
export function slopeOf(track: Track, limits: Partial<SlopeLimits> = {}): Slope | null {
  const { minSamples, minSpanMs, maxSamples } = { ...SLOPE_LIMITS, ...limits }
  const count = track.at.length
  const first = Math.max(newestClimb(track), count - maxSamples)
  const used = count - first
  if (used < Math.max(2, minSamples)) return null
  const spanMs = (track.at[count - 1] ?? 0) - (track.at[first] ?? 0)
  if (spanMs <= 0 || spanMs < minSpanMs) return null
  const from = at0(track.offset, first)
  if (at0(track.offset, count - 1) === from) return { perSecond: 0, low: 0, high: 0, spanMs }
  const slopes = pairSlopes(track, first, from)
  const at = (share: number) => slopes[Math.round((slopes.length - 1) * share)] ?? 0
  return { perSecond: at(0.5), low: at(0.25), high: at(0.75), spanMs }
}

/** Relative to the first one offsets are small enough for floats, whatever their size. */
function pairSlopes({ at, offset }: Track, first: number, from: bigint): Float64Array {
  const used = at.length - first
  const xs = Float64Array.from({ length: used }, (_, index) => (at[first + index] ?? 0) / 1000)
  const ys = Float64Array.from({ length: used }, (_, index) => Number(at0(offset, first + index) - from))
  const slopes = new Float64Array((used * (used - 1)) / 2)
  let filled = 0
  for (let right = 1; right < used; right += 1) {
    for (let left = 0; left < right; left += 1) {
      const dx = (xs[right] ?? 0) - (xs[left] ?? 0)
      if (dx <= 0) continue
      slopes[filled] = ((ys[right] ?? 0) - (ys[left] ?? 0)) / dx
      filled += 1
    }
  }
  return slopes.subarray(0, filled).sort()
}
