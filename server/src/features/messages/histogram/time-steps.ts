const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Lengths whose multiples are round times of day in UTC. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
]

/** The shortest round step with which `[from, to)` takes at most `buckets` buckets, cut at multiples of the step. */
export function stepFor(from: number, to: number, buckets: number): number {
  for (const step of STEPS) if (bucketsWith(step, from, to) <= buckets) return step
  for (let scale = DAY; ; scale *= 10) {
    for (const step of [scale, 2 * scale, 5 * scale]) if (bucketsWith(step, from, to) <= buckets) return step
  }
}

/** `from`, every multiple of the step inside, and `to`. */
export function edgesBetween(from: number, to: number, step: number): number[] {
  const edges = [from]
  for (let at = floorTo(from, step) + step; at < to; at += step) edges.push(at)
  return [...edges, to]
}

export function floorTo(ms: number, step: number): number {
  return Math.floor(ms / step) * step
}

/** The first multiple beyond `ms`, which therefore lies in the bucket before it. */
export function endOfBucket(ms: number, step: number): number {
  return floorTo(ms, step) + step
}

function bucketsWith(step: number, from: number, to: number): number {
  return Math.ceil(to / step) - Math.floor(from / step)
}
