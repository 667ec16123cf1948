import { describe, expect, it } from 'vitest'
import { sparklineShape } from './sparkline-geometry.ts'

const size = { width: 103, height: 13 }

describe('a sparkline', () => {
  it('goes from the ground at 0 to the top at the largest value', () => {
    expect(sparklineShape([0, 5, 10], size).line).toBe('M1.5 11.5L51.5 6.5L101.5 1.5')
  })

  it('leaves a gap where there was none to draw, and shows a value that stands alone', () => {
    const { line, area, dots } = sparklineShape([1, 1, null, 1, null, 1, 1], size)
    expect(line.match(/M/g)).toHaveLength(2)
    expect(area.match(/Z/g)).toHaveLength(2)
    expect(dots).toHaveLength(1)
  })

  it('is flat on the ground for nothing but zeros, and empty for nothing at all', () => {
    expect(sparklineShape([0, 0], size).line).toBe('M1.5 11.5L101.5 11.5')
    expect(sparklineShape([], size)).toEqual({ line: '', area: '', dots: [] })
    expect(sparklineShape([null, null], size).line).toBe('')
  })
})
