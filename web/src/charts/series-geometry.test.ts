import { describe, expect, it } from 'vitest'
import { bandPath, linePath, roundSpan, roundTop, rowAtTime, stretchesOf } from './series-geometry.ts'

const field = { from: 0, to: 100, top: 10, width: 100, height: 10 }
const at = [0, 10, 20, 30, 40]

describe('a series over time', () => {
  it('is broken where nothing is known, and never bridged', () => {
    expect(linePath(at, [0, 5, null, 10, 10], field)).toBe('M0 10L10 5M30 0L40 0')
    expect(linePath(at, [null, 5, null, null, null], field)).toBe('M10 5h1.5')
    expect(linePath(at, [null, null, null, null, null], field)).toBe('')
  })

  it('has a band only where both of its edges are known', () => {
    expect(bandPath(at, [1, 2, null, 3, 4], [2, 4, 5, null, 6], field)).toBe('M0 8L10 6L10 8L0 9Z')
  })

  it('keeps what is beyond the top at the top', () => {
    expect(linePath([0, 50], [99, 0], field)).toBe('M0 0L50 10')
  })

  it('names stretches of one state, ended by a gap', () => {
    expect(stretchesOf(at, ['a', 'a', null, 'b', 'a'], 10)).toEqual([
      { from: 0, to: 20, value: 'a' },
      { from: 30, to: 40, value: 'b' },
      { from: 40, to: 50, value: 'a' },
    ])
  })

  it('finds the row that stands at a time', () => {
    expect([-1, 0, 9, 10, 999].map((ms) => rowAtTime(at, ms))).toEqual([null, 0, 0, 1, 4])
    expect(rowAtTime([], 5)).toBeNull()
  })
})

describe('the top of a scale', () => {
  it.each([
    [0, 1],
    [0.35, 0.4],
    [1, 1],
    [17, 20],
    [5001, 6000],
    [8100, 10_000],
  ])('of %d is %d', (largest, top) => {
    expect(roundTop(largest)).toBeCloseTo(top)
  })

  it('of ages is a length that people say', () => {
    expect(roundSpan(61_000)).toBe(120_000)
    expect(roundSpan(5 * 3_600_000)).toBe(6 * 3_600_000)
    expect(roundSpan(300 * 86_400_000)).toBe(300 * 86_400_000)
  })
})
