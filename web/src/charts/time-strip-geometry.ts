/** One bucket of a time strip: `[from, to)` in epoch milliseconds, and what of its amount is what. */
export interface StripBucket {
  from: number
  to: number
  count: bigint
  /** Of the count, what lies in the range that is read. */
  inRange: bigint
  /** Of that, what was looked at; null where it is not known. */
  scanned: bigint | null
  /** What a running search found here. */
  found: number
}

/**
 * A bar from the bottom up: scanned, then still to scan, then outside the range. Pixels. Heights grow with the square root of
 * the count, so that one burst leaves the rest to be seen; within a bar the parts are as they are.
 */
export interface StripBar {
  x: number
  width: number
  scanned: number
  open: number
  outside: number
  found: number
}

/** Anything is more than nothing, however far the highest bar is above it. */
const LEAST_PX = 2
const FOUND_LEAST_PX = 5
/** A gap between bars where they are wide enough to spare it. */
const GAP_FROM_PX = 4

/** Where a time stands, in parts of the width. */
export function fractionOfTime(ms: number, buckets: readonly StripBucket[]): number {
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0]
  return to <= from ? 0 : Math.min(Math.max((ms - from) / (to - from), 0), 1)
}

/** The bucket under a place from 0 to 1; the nearest where the place is outside. */
export function bucketAt(fraction: number, buckets: readonly StripBucket[]): number {
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0]
  const ms = from + fraction * (to - from)
  let [low, high] = [0, Math.max(0, buckets.length - 1)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((buckets[middle]?.from ?? 0) <= ms) low = middle
    else high = middle - 1
  }
  return low
}

export function stripBars(
  buckets: readonly StripBucket[],
  { width, height }: { width: number; height: number },
): StripBar[] {
  const highest = highestCount(buckets)
  const mostFound = buckets.reduce((most, { found }) => Math.max(most, found), 0)
  return buckets.map((bucket) => {
    const left = fractionOfTime(bucket.from, buckets) * width
    const whole = fractionOfTime(bucket.to, buckets) * width - left
    const gap = whole >= GAP_FROM_PX ? 1 : 0
    const tall =
      bucket.count === 0n ? 0 : Math.max(LEAST_PX, Math.sqrt(share(bucket.count, highest)) * height)
    const scanned = tall * share(bucket.scanned ?? 0n, bucket.count)
    const inRange = tall * share(bucket.inRange, bucket.count)
    return {
      x: left,
      width: Math.max(0.5, whole - gap),
      scanned,
      open: Math.max(0, inRange - scanned),
      outside: tall - inRange,
      found: bucket.found === 0 ? 0 : foundHeight(bucket.found / mostFound, height),
    }
  })
}

export function highestCount(buckets: readonly StripBucket[]): bigint {
  let highest = 0n
  for (const { count } of buckets) if (count > highest) highest = count
  return highest
}

/** Finds are few beside what was read, so they have a scale of their own, on which one find can be seen. */
function foundHeight(part: number, height: number): number {
  return Math.max(FOUND_LEAST_PX, Math.sqrt(part) * height * 0.7)
}

/** Exact for any size of counts; a millionth is finer than a pixel. */
function share(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000
}
