import type { Point } from '../layout-types.ts'

/** An edge as a line of straight pieces. */
export type DrawnEdge = { readonly from: string; readonly to: string; readonly points: readonly Point[] }

type Piece = {
  readonly edge: DrawnEdge
  readonly a: Point
  readonly b: Point
  readonly left: number
  readonly right: number
}

/** How many pieces of edges cross, of edges that have no node in common: one measure for every layout engine. */
export function drawnCrossings(edges: readonly DrawnEdge[]): number {
  const pieces: Piece[] = []
  for (const edge of edges) {
    let before: Point | undefined
    for (const point of edge.points) {
      if (before) {
        const [left, right] = [Math.min(before.x, point.x), Math.max(before.x, point.x)]
        pieces.push({ edge, a: before, b: point, left, right })
      }
      before = point
    }
  }
  pieces.sort((a, b) => a.left - b.left)
  let crossings = 0
  let open: Piece[] = []
  for (const piece of pieces) {
    open = open.filter((other) => other.right > piece.left)
    for (const other of open) if (apart(piece.edge, other.edge) && cross(piece, other)) crossings++
    open.push(piece)
  }
  return crossings
}

const apart = (a: DrawnEdge, b: DrawnEdge): boolean =>
  a.from !== b.from && a.from !== b.to && a.to !== b.from && a.to !== b.to

const side = (a: Point, b: Point, c: Point): number =>
  Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))

const cross = (one: Piece, other: Piece): boolean =>
  side(one.a, one.b, other.a) * side(one.a, one.b, other.b) < 0 &&
  side(other.a, other.b, one.a) * side(other.a, other.b, one.b) < 0
