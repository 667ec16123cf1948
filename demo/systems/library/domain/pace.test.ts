import { describe, expect, it } from 'vitest'
import { paceAt, paceOfIncident } from './pace.ts'

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

  it('of the incident never keeps up again once it has begun', () => {
    const paceWhen = paceOfIncident(15_000)
    expect(paceWhen(14_999)).toEqual(paceAt(14_999))
    for (let ms = 15_000; ms < 600_000; ms += 1_000) {
      const { recordsAtOnce, restMs } = paceWhen(ms)
      expect((recordsAtOnce * 1_000) / restMs).toBeLessThan(1)
    }
  })
})
