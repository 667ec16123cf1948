import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelScale, fractionOf, laneShape, offsetAt, scaleTicks } from './channel-geometry.ts'

const lane = (logStart: bigint | null, logEnd: bigint | null, lastStable = logEnd) => ({
  logStart,
  logEnd,
  lastStable,
})
const offset = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const range = fc.tuple(offset, offset).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))

describe('channelScale', () => {
  it('reaches from the lowest start to the highest end of the lanes that are known', () => {
    const lanes = [lane(40n, 90n), lane(null, null), lane(10n, 50n)]
    expect(channelScale(lanes)).toEqual({ from: 10n, to: 90n })
  })

  it('is null while nothing is known', () => {
    expect(channelScale([lane(null, null)])).toBeNull()
    expect(channelScale([])).toBeNull()
  })
})

describe('laneShape', () => {
  const scale = { from: 0n, to: 100n }

  it('fills from log start to log end', () => {
    expect(laneShape(lane(25n, 75n), scale)).toEqual({ held: { from: 0.25, to: 0.75 }, open: null })
  })

  it('sets apart what lies beyond the last stable offset', () => {
    expect(laneShape(lane(0n, 100n, 80n), scale)).toEqual({
      held: { from: 0, to: 0.8 },
      open: { from: 0.8, to: 1 },
    })
  })

  it('draws nothing for unknown offsets and a point for an empty log', () => {
    expect(laneShape(lane(null, 5n), scale)).toBeNull()
    expect(laneShape(lane(50n, 50n), scale)).toEqual({ held: { from: 0.5, to: 0.5 }, open: null })
  })

  it('keeps the stable end inside the log when the broker’s two answers cross', () => {
    expect(laneShape(lane(50n, 60n, 40n), scale)?.held).toEqual({ from: 0.5, to: 0.5 })
    expect(laneShape(lane(50n, 60n, 70n), scale)?.open).toBeNull()
  })
})

describe('fractionOf', () => {
  it('keeps order and bounds over all of 64 bits', () => {
    fc.assert(
      fc.property(range, offset, offset, (scale, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const from = fractionOf(low, scale)
        const to = fractionOf(high, scale)
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(1)
        expect(from).toBeLessThanOrEqual(to)
      }),
    )
  })
})

describe('offsetAt', () => {
  it('always answers an offset that the lane holds', () => {
    fc.assert(
      fc.property(range, fc.double({ min: -1, max: 2, noNaN: true }), (scale, fraction) => {
        fc.pre(scale.from < scale.to)
        const found = offsetAt(fraction, lane(scale.from, scale.to), scale) ?? -1n
        expect(found >= scale.from && found < scale.to).toBe(true)
      }),
    )
  })

  it('is null over an empty lane', () => {
    expect(offsetAt(0.5, lane(7n, 7n), { from: 0n, to: 10n })).toBeNull()
  })
})

describe('scaleTicks', () => {
  it('picks round offsets inside the scale', () => {
    expect(scaleTicks({ from: 0n, to: 1000n }, 4).map((tick) => tick.offset)).toEqual([0n, 500n, 1000n])
    expect(scaleTicks({ from: 1203n, to: 1296n }, 5).map((tick) => tick.offset)).toEqual([
      1220n,
      1240n,
      1260n,
      1280n,
    ])
  })

  it('never passes the number asked for, at any size', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 8 }), (scale, most) => {
        const ticks = scaleTicks(scale, most)
        expect(ticks.length).toBeLessThanOrEqual(most)
        for (const tick of ticks) expect(tick.offset >= scale.from && tick.offset <= scale.to).toBe(true)
      }),
    )
  })
})
