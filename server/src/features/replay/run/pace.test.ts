import { describe, expect, it } from 'vitest'
import { ErrorShare } from './error-share.ts'
import { Pace, SourceClock } from './pace.ts'

/** Sends turn by turn as a job does, on a clock of the test's own; `late` is how much too late each timer comes. */
function sendFor(pace: Pace, ms: number, bytesEach: number, late: (turn: number) => number) {
  let [now, turn, records] = [0, 0, 0]
  const perSecond: number[] = []
  pace.restart(now)
  while (now < ms) {
    const wait = pace.wait(now)
    if (wait > 0) now += wait + late(turn++)
    if (now >= ms) break
    const count = Math.max(1, Math.min(pace.recordsPerTurn, 512, Math.floor(pace.bytesPerTurn / bytesEach)))
    records += count
    perSecond[Math.floor(now / 1000)] = (perSecond[Math.floor(now / 1000)] ?? 0) + count
    pace.paid(now, count, count * bytesEach)
  }
  return { records, perSecond }
}

describe('a pace', () => {
  it.each([
    [3, 100],
    [100, 100],
    [5_000, 100],
    [40_000, 10],
  ])('of %i records a second is kept within 5 % over a minute, though timers come late', (rate, bytes) => {
    const pace = new Pace({ by: 'rate', recordsPerSecond: rate, bytesPerSecond: null })
    const { records, perSecond } = sendFor(pace, 60_000, bytes, (turn) => (turn % 50 === 49 ? 300 : turn % 7))
    expect(Math.abs(records / (rate * 60) - 1)).toBeLessThan(0.05)
    expect(Math.max(...perSecond)).toBeLessThanOrEqual(rate * 2 + 1)
  })

  it('of bytes holds beside one of records: whichever is slower', () => {
    const pace = new Pace({ by: 'rate', recordsPerSecond: 1_000, bytesPerSecond: 70_000 })
    const { records } = sendFor(pace, 60_000, 700, () => 2)
    expect(Math.abs(records / 6_000 - 1)).toBeLessThan(0.05)
  })

  it('does not make up for what a hold took', () => {
    const pace = new Pace({ by: 'rate', recordsPerSecond: 100, bytesPerSecond: null })
    pace.restart(0)
    pace.paid(0, 1, 1)
    pace.restart(60_000)
    pace.paid(60_000, 100, 1)
    expect(pace.wait(60_000)).toBe(1_000)
  })
})

describe('the clock of the source', () => {
  it('keeps distances, divided by the factor, cuts long ones, and sends at once what comes out of order', () => {
    const clock = new SourceClock({ factor: 10, maxGapMs: 2_000 })
    const due: number[] = []
    for (const time of [5_000n, 6_000n, 6_000n, 5_500n, 9_000n, 90_000_000n, 90_000_100n]) {
      due.push(clock.due(time, 100))
      clock.went(time, 100)
    }
    expect(due).toEqual([100, 200, 200, 200, 500, 2_500, 2_510])
  })

  it('catches up where it was late, and not where the job was held', () => {
    const clock = new SourceClock({ factor: 1, maxGapMs: 10_000 })
    clock.went(0n, 0)
    expect(clock.due(1_000n, 5_000)).toBe(1_000)
    clock.restart(8_000)
    expect(clock.due(1_000n, 8_000)).toBe(9_000)
  })
})

describe('a share of errors', () => {
  it('is of the last thousand, and one failure at the beginning is not all there is', () => {
    const share = new ErrorShare(0.05)
    share.count(5, true)
    expect(share.exceeded).toBe(false)
    share.count(1, true)
    expect(share.exceeded).toBe(true)
    share.count(500, false)
    expect(share.exceeded).toBe(false)
    share.count(45, true)
    expect(share.exceeded).toBe(true)
    share.count(1_000, false)
    expect(share.exceeded).toBe(false)
  })

  it('of none ends a job at the first', () => {
    const share = new ErrorShare(0)
    share.count(900, false)
    expect(share.exceeded).toBe(false)
    share.count(1, true)
    expect(share.exceeded).toBe(true)
  })
})
