import type { PlacedEdge, Point } from './layout-types.ts'

/** The curve of an edge as SVG path data, for `d` as well as for `Path2D`: level where it leaves, passes and arrives. */
export function edgePath({ points, beside }: Pick<PlacedEdge, 'points' | 'beside'>): string {
  const [first, ...rest] = points
  if (!first) return ''
  const start = `M${first.x},${first.y}`
  if (beside) return `${start}C${rest.map(({ x, y }) => `${x},${y}`).join(' ')}`
  let last = first
  let path = start
  for (const point of rest) {
    const middle = (last.x + point.x) / 2
    path +=
      last.y === point.y
        ? `L${point.x},${point.y}`
        : `C${middle},${last.y} ${middle},${point.y} ${point.x},${point.y}`
    last = point
  }
  return path
}

/** A point on the curve in the middle of its way, where a label or a handle may stand. */
export function edgeMiddle({ points, beside }: Pick<PlacedEdge, 'points' | 'beside'>): Point {
  const at = points.length / 2
  const before = points[at - 1] ?? { x: 0, y: 0 }
  const after = points[at] ?? before
  const middle = { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 }
  if (!beside) return middle
  const start = points[0] ?? before
  const end = points.at(-1) ?? after
  const halfway = (axis: 'x' | 'y'): number =>
    (start[axis] + 3 * before[axis] + 3 * after[axis] + end[axis]) / 8
  return { x: halfway('x'), y: halfway('y') }
}
