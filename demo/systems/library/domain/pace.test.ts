import { describe, expect, it } from 'vitest'
import { paceAt } from './pace.ts'

describe('paceAt', () => {
  it('is too slow for the rentals at times, and fast enough to catch up in between', () => {
    const rentalsPerSecond = 3
    const PARTITIONS = 4
    let lag = 0
    const lags: number[] = []
    for (let ms = 0; ms < 600_000; ms += 1_000) {
      const { recordsAtOnce, restMs } = paceAt(ms)
      const perSecond = Math.min((recordsAtOnce * 1_000) / restMs, recordsAtOnce * PARTITIONS)
      lag = Math.max(0, lag + rentalsPerSecond - perSecond)
      lags.push(lag)
    }
    expect(Math.max(...lags)).toBeGreaterThan(60)
    expect(lags.filter((value) => value === 0).length).toBeGreaterThan(lags.length / 2)
  })
})
