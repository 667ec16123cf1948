export interface SparklineShape {
  /** The line, in pieces where there were gaps. */
  line: string
  /** The same, closed to the ground. */
  area: string
  /** Single values between two gaps: a line of one point would not be seen. */
  dots: { x: number; y: number }[]
}

const PAD = 1.5

/** A small line over equal steps from 0 to the largest value; null is a gap, and stays one. */
export function sparklineShape(
  values: readonly (number | null)[],
  { width, height }: { width: number; height: number },
): SparklineShape {
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  const step = (width - 2 * PAD) / Math.max(1, values.length - 1)
  const place = (value: number, at: number) => ({
    x: round(PAD + at * step),
    y: round(height - PAD - (value / most) * (height - 2 * PAD)),
  })
  const pieces: { x: number; y: number }[][] = []
  let piece: { x: number; y: number }[] | null = null
  for (const [at, value] of values.entries()) {
    if (value === null) {
      piece = null
      continue
    }
    if (piece === null) {
      piece = []
      pieces.push(piece)
    }
    piece.push(place(value, at))
  }
  const lines = pieces.filter(({ length }) => length > 1)
  const drawn = (points: { x: number; y: number }[]) => `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`
  const ground = round(height - PAD)
  return {
    line: lines.map(drawn).join(''),
    area: lines
      .map((points) => `${drawn(points)}L${points.at(-1)?.x} ${ground}L${points[0]?.x} ${ground}Z`)
      .join(''),
    dots: pieces.flatMap((points) => (points.length === 1 ? points : [])),
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
