import { describe, expect, it } from 'vitest'
import { between, curvePath, edgeCurve, headOf, markAt, pointsAlong } from './edge-curve.ts'

const POINTS = [
  { x: 0, y: 0 },
  { x: 100, y: 60 },
  { x: 200, y: 60 },
  { x: 300, y: -20 },
]

describe('the curve of an edge', () => {
  const curve = edgeCurve(POINTS, false)

  it('goes through its points and comes in level', () => {
    expect(curve.map(({ to }) => to)).toEqual(POINTS.slice(1))
    expect(headOf(curve)).toEqual({ x: 300, y: -20, angle: 0 })
    expect(curvePath(curve)).toMatch(/^M0 0C/)
  })

  it('points left where it goes back', () => {
    expect(Math.abs(headOf(edgeCurve([...POINTS].reverse(), false)).angle)).toBe(180)
  })

  it('has its middle half way along', () => {
    const { x, y } = markAt(
      edgeCurve(
        [
          { x: 0, y: 0 },
          { x: 100, y: 0 },
        ],
        false,
      ),
      0.5,
    )
    expect(x).toBeCloseTo(50, 0)
    expect(y).toBeCloseTo(0)
  })

  it('is one bow beside its column', () => {
    const bow = edgeCurve(
      [
        { x: 50, y: 0 },
        { x: 90, y: 0 },
        { x: 90, y: 60 },
        { x: 50, y: 60 },
      ],
      true,
    )
    expect(bow).toHaveLength(1)
    expect(Math.abs(headOf(bow).angle)).toBe(180)
    expect(Math.max(...pointsAlong(bow).map(({ x }) => x))).toBeCloseTo(80)
  })

  it('flows over into another of its build', () => {
    const moved = edgeCurve(
      POINTS.map(({ x, y }) => ({ x, y: y + 10 })),
      false,
    )
    expect(between(curve, moved, 0.5)[0]?.from).toEqual({ x: 0, y: 5 })
    expect(between(curve, moved.slice(1), 0.5)).toEqual(moved.slice(1))
  })
})
