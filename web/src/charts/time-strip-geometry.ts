/** A stretch of time, `[from, to)` in epoch milliseconds. */
export interface TimeSpan {
  from: number
  to: number
}

/** One bucket of a time strip: `[from, to)` in epoch milliseconds, and what of its amount is what. */
export interface StripBucket extends TimeSpan {
  count: bigint
  /** Of the count, what lies in the range that is read. */
  inRange: bigint
  /** Of that, what was looked at; null where it is not known. */
  scanned: bigint | null
  /** What a running search found here. */
  found: number
}

/** A bar from the bottom up: scanned, then still to scan, then outside the range. Pixels. */
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
export function fractionOfTime(ms: number, buckets: readonly TimeSpan[]): number {
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0]
  return to <= from ? 0 : Math.min(Math.max((ms - from) / (to - from), 0), 1)
}

/** The bucket under a place from 0 to 1; the nearest where the place is outside. */
export function bucketAt(fraction: number, buckets: readonly TimeSpan[]): number {
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
  const power = heightPower(buckets)
  const mostFound = buckets.reduce((most, { found }) => Math.max(most, found), 0)
  return buckets.map((bucket) => {
    const left = fractionOfTime(bucket.from, buckets) * width
    const whole = fractionOfTime(bucket.to, buckets) * width - left
    const gap = whole >= GAP_FROM_PX ? 1 : 0
    const tall = bucket.count === 0n ? 0 : Math.max(LEAST_PX, share(bucket.count, highest) ** power * height)
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

/** Part of the height that the bar in the middle of all has at least. */
const MIDDLE_SHARE = 0.25
const LEAST_POWER = 0.2

/**
 * The power of a count that its height grows with: 1, a plain scale, unless a burst would leave too little of the others;
 * then just as much less as shows them. Parts within one bar stay as they are.
 */
export function heightPower(buckets: readonly StripBucket[]): number {
  const counts = buckets.flatMap(({ count }) => (count > 0n ? [count] : [])).sort((a, b) => (a < b ? -1 : 1))
  const middle = share(counts[Math.floor((counts.length - 1) / 2)] ?? 0n, counts.at(-1) ?? 0n)
  if (middle >= MIDDLE_SHARE || counts.length === 0) return 1
  return middle === 0 ? LEAST_POWER : Math.max(LEAST_POWER, Math.log(MIDDLE_SHARE) / Math.log(middle))
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
