import { at0, newestClimb, type Track } from './track.ts'

/** Offsets a second: the median of the slopes between any two samples, and their quartiles. */
export interface Slope {
  perSecond: number
  low: number
  high: number
  /** From the first sample used to the last: time, and offsets moved; a median of 0 may hide a few moves. */
  spanMs: number
  moved: number
}

export interface SlopeLimits {
  minSamples: number
  minSpanMs: number
  /** The newest so many are looked at. */
  maxSamples: number
  /** Of those so many are used, evenly spread: their number squared is what a slope costs, 20 µs for 32. */
  maxPoints: number
}

export const SLOPE_LIMITS: SlopeLimits = {
  minSamples: 5,
  minSpanMs: 120_000,
  maxSamples: 60,
  maxPoints: 32,
}

/**
 * Theil–Sen: a burst of commits, or a sample that came late, bends a least-squares line and not this one. Samples from
 * before the offset last fell are left out. Null: too few, or over too short a time.
 */
export function slopeOf(track: Track, limits: Partial<SlopeLimits> = {}): Slope | null {
  const { minSamples, minSpanMs, maxSamples, maxPoints } = { ...SLOPE_LIMITS, ...limits }
  const last = track.at.length - 1
  const first = Math.max(newestClimb(track), last + 1 - maxSamples)
  const samples = last + 1 - first
  if (samples < Math.max(2, minSamples)) return null
  const spanMs = (track.at[last] ?? 0) - (track.at[first] ?? 0)
  if (spanMs <= 0 || spanMs < minSpanMs) return null
  const moved = Number(at0(track.offset, last) - at0(track.offset, first))
  if (moved === 0) return { perSecond: 0, low: 0, high: 0, spanMs, moved }
  const slopes = pairSlopes(track, first, Math.min(samples, maxPoints))
  const at = (share: number) => slopes[Math.round((slopes.length - 1) * share)] ?? 0
  return { perSecond: at(0.5), low: at(0.25), high: at(0.75), spanMs, moved }
}

/** Sorted. Relative to the first one offsets are small enough for floats, whatever their size. */
function pairSlopes({ at, offset }: Track, first: number, points: number): Float64Array {
  const from = at0(offset, first)
  const step = (at.length - 1 - first) / (points - 1)
  const xs = new Float64Array(points)
  const ys = new Float64Array(points)
  for (let point = 0; point < points; point += 1) {
    const index = first + Math.round(point * step)
    xs[point] = (at[index] ?? 0) / 1000
    ys[point] = Number(at0(offset, index) - from)
  }
  const slopes = new Float64Array((points * (points - 1)) / 2)
  let filled = 0
  for (let right = 1; right < points; right += 1) {
    for (let left = 0; left < right; left += 1) {
      const dx = (xs[right] ?? 0) - (xs[left] ?? 0)
      if (dx <= 0) continue
      slopes[filled] = ((ys[right] ?? 0) - (ys[left] ?? 0)) / dx
      filled += 1
    }
  }
  return slopes.subarray(0, filled).sort()
}
