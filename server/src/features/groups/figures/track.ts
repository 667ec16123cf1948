/** What was seen of an offset over time, oldest first. Plain arrays and typed ones serve alike. */
export interface Track {
  readonly at: ArrayLike<number>
  readonly offset: ArrayLike<bigint>
}

/** Where the newest stretch begins in which the offset never falls: what was before a reset tells nothing of after. */
export function newestClimb({ at, offset }: Track): number {
  let first = Math.max(0, at.length - 1)
  while (first > 0 && at0(offset, first - 1) <= at0(offset, first)) first -= 1
  return first
}

/**
 * Milliseconds between two commits as far as samples can tell: the median of the times between moves. Null without
 * two moves. A committer quicker than the samples seems to commit once a sample.
 */
export function commitIntervalMs({ at, offset }: Track): number | null {
  const gaps: number[] = []
  let movedAt: number | null = null
  for (let index = 1; index < at.length; index += 1) {
    if (at0(offset, index) === at0(offset, index - 1)) continue
    const now = at[index] ?? 0
    if (movedAt !== null) gaps.push(now - movedAt)
    movedAt = now
  }
  if (gaps.length === 0) return null
  gaps.sort((a, b) => a - b)
  return gaps[gaps.length >> 1] ?? null
}

/** An element that the caller's loop bounds have shown to be there. */
export function at0(values: ArrayLike<bigint>, index: number): bigint {
  return values[index] ?? 0n
}
