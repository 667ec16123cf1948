/** A choice of buckets that is being made: where it began, and where it is now. Both are indexes. */
export interface RangeChoice {
  anchor: number
  at: number
}

export interface BucketRange {
  first: number
  last: number
}

export function rangeOf({ anchor, at }: RangeChoice): BucketRange {
  return { first: Math.min(anchor, at), last: Math.max(anchor, at) }
}

/** What a key makes of the cursor and the choice; null where the key is not one of the strip's. */
export function moveByKey(
  key: string,
  shift: boolean,
  { cursor, choice }: { cursor: number | null; choice: RangeChoice | null },
  buckets: number,
): { cursor: number; choice: RangeChoice | null } | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    PageUp: -10,
    PageDown: 10,
    Home: -buckets,
    End: buckets,
  }
  const step = steps[key]
  if (step === undefined || buckets === 0) return null
  // The first key shows where one is; the newest end is where people look first.
  const from = cursor ?? (step < 0 ? buckets : -1)
  const next = Math.min(Math.max(from + step, 0), buckets - 1)
  if (!shift) return { cursor: next, choice: null }
  return { cursor: next, choice: { anchor: choice?.anchor ?? cursor ?? next, at: next } }
}
