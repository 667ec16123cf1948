import { describe, expect, it } from 'vitest'
import { nextTime, shareOf, timeAt, timeBars, timeRange } from './time-range.ts'

const times = {
  bucketMs: 300,
  first: 1000,
  last: 2500,
  buckets: [
    { at: 1000, evidence: 4 },
    { at: 1300, evidence: 8 },
    { at: 2500, evidence: 2 },
  ],
}
const range = { from: 1300, to: 2800, step: 300 }

describe('the slider of times', () => {
  it('goes from the end of the first bucket to now, and is not there while only now is', () => {
    expect(timeRange(times)).toEqual(range)
    expect(timeRange({ ...times, first: 2500 })).toBeNull()
    expect(timeRange({ ...times, first: null, last: null, buckets: [] })).toBeNull()
  })

  it('its end is now, whatever the clock says', () => {
    expect(timeAt(2800, range)).toBeNull()
    expect(timeAt(1300, range)).toBe(1300)
    expect([shareOf(undefined, range), shareOf(1, range), shareOf(2050, range)]).toEqual([1, 0, 0.5])
  })

  it('plays from bucket to bucket over the gaps between them, and ends at now', () => {
    expect(nextTime(1300, times, range)).toBe(1600)
    expect(nextTime(1600, times, range)).toBeNull()
  })

  it('bars stand where their buckets are', () => {
    const bars = timeBars(times, range)
    expect(bars.map(({ height }) => height)).toEqual([0.5, 1, 0.25])
    expect(bars[0]?.left).toBe(0)
    const last = bars.at(-1)
    expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(1)
  })
})
