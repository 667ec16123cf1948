import { describe, expect, it } from 'vitest'
import { someHistory } from './history.fixture.ts'
import { drawnHistory, pastRates } from './history-series.ts'

describe('a history to be drawn', () => {
  it('stands in the middle of its steps, with gaps kept', () => {
    const drawn = drawnHistory(someHistory({ stepMs: 60_000 }))
    expect(drawn.at[0]).toBe(30_000)
    expect(drawn.lag.line).toEqual([5, null, 7])
    expect(drawn.mostLag).toBe(9)
  })

  it('has single samples where they were taken', () => {
    expect(drawnHistory(someHistory({ stepMs: null })).at).toEqual([0, 60_000, 120_000])
  })

  it('tells of the past in messages a second', () => {
    const past = {
      method: 'broker' as const,
      edges: [0, 10_000, 30_000],
      produced: ['50', '0'],
      stepMs: null,
      topics: ['orders'],
      topicsLeftOut: 0,
      missing: [],
      upperBound: false,
    }
    expect(pastRates(someHistory({ past }))).toEqual([5, 0])
    expect(drawnHistory(someHistory({ past })).mostRate).toBe(5)
    expect(pastRates(someHistory({}))).toEqual([])
  })
})
