import type { Curve } from '../scene/edge-curve.ts'

interface Place {
  x: number
  y: number
}

/** A curve whose first or last node is being dragged: that end follows, the rest stays until the layout is done anew. */
export function dragCurve(curve: Curve, first: Place | null, last: Place | null): Curve {
  const add = (place: Place, by: Place | null): Place =>
    by ? { x: place.x + by.x, y: place.y + by.y } : place
  return curve.map((piece, at) => {
    const begins = at === 0 ? first : null
    const ends = at === curve.length - 1 ? last : null
    return {
      from: add(piece.from, begins),
      a: add(piece.a, begins),
      b: add(piece.b, ends),
      to: add(piece.to, ends),
    }
  })
}
