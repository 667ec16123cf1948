import { type Curve, pointsAlong } from '../scene/edge-curve.ts'

/** A line that things travel along: its points, and how far along it each of them is. */
export interface Track {
  xs: Float64Array
  ys: Float64Array
  at: Float64Array
  length: number
}

export function trackOf(curve: Curve): Track {
  const points = pointsAlong(curve)
  const xs = Float64Array.from(points, ({ x }) => x)
  const ys = Float64Array.from(points, ({ y }) => y)
  const at = new Float64Array(points.length)
  let length = 0
  for (let index = 1; index < points.length; index++) {
    length += Math.hypot((xs[index] ?? 0) - (xs[index - 1] ?? 0), (ys[index] ?? 0) - (ys[index - 1] ?? 0))
    at[index] = length
  }
  return { xs, ys, at, length }
}

/** Writes the place at a share of the length into `to`: many are asked for in each frame. */
export function placeOn({ xs, ys, at, length }: Track, share: number, to: { x: number; y: number }): void {
  const wanted = Math.min(1, Math.max(0, share)) * length
  let [low, high] = [0, at.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) <= wanted) low = middle
    else high = middle
  }
  const [start, end] = [at[low] ?? 0, at[high] ?? 0]
  const part = end === start ? 0 : (wanted - start) / (end - start)
  to.x = (xs[low] ?? 0) + ((xs[high] ?? 0) - (xs[low] ?? 0)) * part
  to.y = (ys[low] ?? 0) + ((ys[high] ?? 0) - (ys[low] ?? 0)) * part
}
