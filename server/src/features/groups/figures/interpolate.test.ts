import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpolateAge } from './interpolate.ts'

const ends = { at: [0, 10_000, 20_000, 30_000], offset: [100n, 200n, 200n, 300n] }

describe('interpolateAge', () => {
  it('places a record between the samples that saw the log end pass it', () => {
    expect(interpolateAge(ends, 149n, 40_000)).toEqual({ ms: 35_000, atLeast: false, confidence: 'medium' })
    expect(interpolateAge(ends, 200n, 40_000)?.ms).toBe(19_900)
    expect(interpolateAge(ends, 299n, 40_000)?.ms).toBe(10_000)
  })

  it('tells only the least age of what was there before the first sample', () => {
    expect(interpolateAge(ends, 99n, 40_000)).toEqual({ ms: 40_000, atLeast: true, confidence: 'low' })
  })

  it('tells nothing of what the end was not seen to pass', () => {
    expect(interpolateAge(ends, 300n, 40_000)).toBeNull()
    expect(interpolateAge({ at: [], offset: [] }, 1n, 40_000)).toBeNull()
  })

  it('never draws a line across a gap in which nothing was seen', () => {
    const gap = { at: [0, 600_000], offset: [100n, 200n] }
    expect(interpolateAge(gap, 150n, 700_000)).toEqual({ ms: 100_000, atLeast: true, confidence: 'low' })
    expect(interpolateAge(gap, 150n, 700_000, 900_000)?.atLeast).toBe(false)
  })

  it('does not look behind a log that was cut back', () => {
    const cut = { at: [0, 10_000, 20_000, 30_000], offset: [900n, 1000n, 100n, 200n] }
    expect(interpolateAge(cut, 150n, 40_000)).toEqual({ ms: 14_900, atLeast: false, confidence: 'medium' })
    expect(interpolateAge(cut, 50n, 40_000)).toEqual({ ms: 20_000, atLeast: true, confidence: 'low' })
  })

  it('is right within the samples around it, and never beyond them, whatever arrived when', () => {
    const arrivals = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 2, maxLength: 200 })
    fc.assert(
      fc.property(arrivals, fc.nat(), (times, choice) => {
        const sorted = times.toSorted((a, b) => a - b)
        const at = Array.from({ length: 11 }, (_, index) => index * 10_000)
        const offset = at.map((now) => BigInt(sorted.filter((time) => time <= now).length))
        const position = choice % sorted.length
        const age = interpolateAge({ at, offset }, BigInt(position), 100_000)
        const trueMs = 100_000 - (sorted[position] ?? 0)
        expect(age).not.toBeNull()
        if (age?.atLeast) expect(trueMs).toBeGreaterThanOrEqual(age.ms)
        else expect(Math.abs((age?.ms ?? Number.NaN) - trueMs)).toBeLessThanOrEqual(10_000)
      }),
    )
  })
})
