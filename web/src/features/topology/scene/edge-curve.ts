import { curveBumpX, line } from 'd3-shape'

interface Place {
  x: number
  y: number
}

/** A line as cubic curves, one after the other. */
export type Curve = readonly Bezier[]
export interface Bezier {
  from: Place
  a: Place
  b: Place
  to: Place
}

const bed = line<Place>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBumpX)

/** A curve through the points of an edge, level at each of them as a river bed; `beside` its column they are one bow. */
export function edgeCurve(points: readonly Place[], beside: boolean): Curve {
  const [from, a, b, to] = points
  if (beside && from && a && b && to) return [{ from, a, b, to }]
  return readCurve(bed([...points]) ?? '')
}

/** Reads what d3 writes: M, L and C with absolute coordinates. */
function readCurve(path: string): Curve {
  const curve: Bezier[] = []
  let at: Place = { x: 0, y: 0 }
  for (const [, command, text = ''] of path.matchAll(/([MLC])([^MLC]*)/g)) {
    const numbers = text.split(',').map(Number)
    const place = (index: number): Place => ({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 })
    if (command === 'M') at = place(0)
    else {
      const to = place(numbers.length - 2)
      const straight = command === 'L'
      curve.push({ from: at, a: straight ? at : place(0), b: straight ? to : place(2), to })
      at = to
    }
  }
  return curve.filter(({ from, to, a }) => from.x !== to.x || from.y !== to.y || a.x !== from.x)
}

/** As SVG and `Path2D` read it. */
export function curvePath(curve: Curve): string {
  const [first] = curve
  if (first === undefined) return ''
  let path = `M${short(first.from.x)} ${short(first.from.y)}`
  for (const { a, b, to } of curve)
    path += `C${short(a.x)} ${short(a.y)} ${short(b.x)} ${short(b.y)} ${short(to.x)} ${short(to.y)}`
  return path
}

const short = (value: number): number => Math.round(value * 10) / 10

function placeAt({ from, a, b, to }: Bezier, t: number): Place {
  const u = 1 - t
  const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
  return { x: p * from.x + q * a.x + r * b.x + s * to.x, y: p * from.y + q * a.y + r * b.y + s * to.y }
}

const STEPS = 8

/** Points along the curve, close enough together to be taken for it. */
export function pointsAlong(curve: Curve): Place[] {
  const [first] = curve
  if (first === undefined) return []
  const points = [first.from]
  for (const piece of curve)
    for (let step = 1; step <= STEPS; step++) points.push(placeAt(piece, step / STEPS))
  return points
}

export interface Mark extends Place {
  /** The way the line goes there, in degrees. */
  angle: number
}

/** The place at a share of the line's length, and the way it goes there. */
export function markAt(curve: Curve, share: number): Mark {
  const points = pointsAlong(curve)
  const lengths = points.slice(1).map((point, at) => distance(points[at] ?? point, point))
  let left = share * lengths.reduce((sum, length) => sum + length, 0)
  for (const [at, length] of lengths.entries()) {
    const [from, to] = [points[at], points[at + 1]]
    if (from === undefined || to === undefined) break
    if (left > length && at < lengths.length - 1) {
      left -= length
      continue
    }
    const part = length === 0 ? 0 : Math.min(1, left / length)
    return {
      x: from.x + (to.x - from.x) * part,
      y: from.y + (to.y - from.y) * part,
      angle: angleOf(from, to),
    }
  }
  return { x: points[0]?.x ?? 0, y: points[0]?.y ?? 0, angle: 0 }
}

/** Where the arrow's head stands: at the end, the way the line comes in. */
export function headOf(curve: Curve): Mark {
  const last = curve.at(-1)
  if (last === undefined) return { x: 0, y: 0, angle: 0 }
  const before = distance(last.b, last.to) < 0.01 ? last.from : last.b
  return { ...last.to, angle: angleOf(before, last.to) }
}

const distance = (a: Place, b: Place): number => Math.hypot(b.x - a.x, b.y - a.y)
const angleOf = (from: Place, to: Place): number => (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI

/** A curve on its way from one to another: alike built ones flow over, others are there at once. */
export function between(from: Curve, to: Curve, share: number): Curve {
  if (share >= 1 || from.length !== to.length) return to
  const mix = (a: Place, b: Place): Place => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share })
  return to.map((piece, at) => {
    const old = from[at] ?? piece
    return {
      from: mix(old.from, piece.from),
      a: mix(old.a, piece.a),
      b: mix(old.b, piece.b),
      to: mix(old.to, piece.to),
    }
  })
}
