import { describe, expect, it } from 'vitest'
import { nextEdge, stripOf, timeAt } from './strip-model.ts'

const histogram = { edges: [0, 100, 200, 300], counts: ['10', '20', '9007199254740993'] }

describe('the strip of two points', () => {
  it('shades what lies before one point, or between two in either order', () => {
    const shaded = (points: { at: number | null; base: number | null }) =>
      stripOf(histogram, points).map(({ inRange }) => inRange)
    expect(shaded({ at: 150, base: null })).toEqual([10n, 10n, 0n])
    expect(shaded({ at: 200, base: 50 })).toEqual([5n, 20n, 0n])
    expect(shaded({ at: 50, base: 200 })).toEqual([5n, 20n, 0n])
    expect(shaded({ at: null, base: null })).toEqual([10n, 20n, 9007199254740993n])
  })

  it('tells the time of a place and the next edge of a bucket, never beyond its ends', () => {
    const buckets = stripOf(histogram, { at: null, base: null })
    expect(timeAt(0.5, buckets)).toBe(150)
    expect(timeAt(7, buckets)).toBe(300)
    expect(nextEdge(150, 1, buckets)).toBe(200)
    expect(nextEdge(200, -1, buckets)).toBe(100)
    expect(nextEdge(300, 1, buckets)).toBe(300)
  })
})
