import { describe, expect, it } from 'vitest'
import { ChangedLanes } from './changed-lanes.ts'
import { ScanRate } from './scan-rate.ts'
import { upTo } from './testing/small-log.ts'

const tally = (records: number, matched = 0) => {
  return { records, matched, bytes: records * 700, filterErrors: 0, undecodable: 0 }
}
const progress = (done: number, total: number) => ({ done: BigInt(done), total: BigInt(total) })

describe('the rate of a scan', () => {
  it('is not told before it is known', () => {
    const rate = new ScanRate()
    const none = { recordsPerSecond: null, bytesPerSecond: null, etaMs: null }
    expect(rate.take(0, tally(0), progress(0, 1000), 100)).toEqual(none)
    expect(rate.take(250, tally(100), progress(100, 1000), 100)).toEqual(none)
  })

  it('is that of the last seconds, and tells how long the rest takes', () => {
    const rate = new ScanRate()
    rate.take(0, tally(0), progress(0, 100_000), 100)
    rate.take(10_000, tally(1000), progress(1000, 100_000), 100)
    expect(rate.take(12_000, tally(21_000), progress(21_000, 100_000), 100)).toEqual({
      recordsPerSecond: 10_000,
      bytesPerSecond: 7_000_000,
      etaMs: 7900,
    })
  })

  it('expects the end where enough will be found before the range is read', () => {
    const rate = new ScanRate()
    rate.take(0, tally(0), progress(0, 1_000_000), 100)
    expect(rate.take(1000, tally(1000, 50), progress(1000, 1_000_000), 50).etaMs).toBe(1000)
  })
})

describe('lanes', () => {
  it('are told where they changed, five hundred at a time, until all are', () => {
    const lanes = new ChangedLanes()
    const at = (to: number) =>
      upTo(1_200).map((partition) => ({ topic: 't', partition, from: 0n, to: BigInt(to), size: 9n }))
    expect([1, 2, 3, 4].map(() => lanes.take(at(5)).length)).toEqual([500, 500, 200, 0])
    expect(lanes.take([...at(5).slice(1), { topic: 't', partition: 0, from: 0n, to: 9n, size: 9n }])).toEqual(
      [{ topic: 't', partition: 0, from: '0', to: '9' }],
    )
    expect(lanes.take([{ topic: 'u', partition: 0, from: 3n, to: 3n, size: 9n }])).toEqual([])
  })
})
