import { at0, newestClimb, type Track } from './track.ts'

export interface InterpolatedAge {
  ms: number
  /** The record is older than what was seen: `ms` is the least that it can be. */
  atLeast: boolean
  confidence: 'medium' | 'low'
}

/** Samples of the log end further apart are a gap, in which nothing was seen. */
const GAP_MS = 120_000
/** A stretch so short places the record well enough. */
const NARROW_MS = 30_000

/**
 * Age of the record at `position` from when the log end was seen to pass it. Never extrapolated: before the first
 * sample, and across a gap, only the least age is told. Null: the end was not seen beyond it.
 */
export function interpolateAge(
  ends: Track,
  position: bigint,
  now: number,
  gapMs = GAP_MS,
): InterpolatedAge | null {
  const { at, offset } = ends
  const first = newestClimb(ends)
  const behind = firstBeyond(offset, first, position)
  if (behind === null) return null
  const passedAt = at[behind] ?? now
  const bound: InterpolatedAge = { ms: Math.max(0, now - passedAt), atLeast: true, confidence: 'low' }
  if (behind === first) return bound
  const before = at[behind - 1] ?? now
  if (passedAt - before > gapMs) return bound
  const low = at0(offset, behind - 1)
  const share = Number(position - low + 1n) / Number(at0(offset, behind) - low)
  const appendedAt = before + (passedAt - before) * share
  const confidence = passedAt - before <= NARROW_MS ? 'medium' : 'low'
  return { ms: Math.max(0, Math.round(now - appendedAt)), atLeast: false, confidence }
}

/** The first sample, from `first` on, whose end lies beyond `position`. The ends climb, so it is searched by halves. */
function firstBeyond(offset: ArrayLike<bigint>, first: number, position: bigint): number | null {
  let low = first
  let high = offset.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (at0(offset, middle) > position) high = middle
    else low = middle + 1
  }
  return low < offset.length ? low : null
}
