import { describe, expect, it } from 'vitest'
import { type GatedLane, gateScale, gateShape } from './gate-geometry.ts'

const lane = (logStart: bigint, committed: bigint | null, logEnd: bigint): GatedLane => ({
  logStart,
  committed,
  logEnd,
  lastStable: logEnd,
})
const scale = { from: 0n, to: 100n }

describe('the scale of lanes with gates', () => {
  const lanes = [lane(0n, 900n, 1000n), lane(100n, 980n, 1000n), lane(0n, null, 500n)]

  it('holds the whole log, or begins a little before the rearmost gate', () => {
    expect(gateScale(lanes, 'log')).toEqual({ from: 0n, to: 1000n })
    expect(gateScale(lanes, 'lag')).toEqual({ from: 895n, to: 1000n })
  })

  it('shows what was lost, but not so far back that nothing else is seen', () => {
    expect(gateScale([lane(100n, 50n, 200n)], 'log')).toEqual({ from: 50n, to: 200n })
    expect(gateScale([lane(1_000_000n, 5n, 1_000_200n)], 'lag')).toEqual({ from: 1_000_000n, to: 1_000_200n })
  })

  it('is that of the log where nobody has committed, and none where nothing is known', () => {
    expect(gateScale([lane(5n, null, 9n)], 'lag')).toEqual({ from: 5n, to: 9n })
    expect(gateScale([{ ...lane(0n, 3n, 0n), logStart: null, logEnd: null }], 'log')).toBeNull()
  })

  it('never begins before the log for a group that is at its end', () => {
    expect(gateScale([lane(90n, 100n, 100n)], 'lag')).toEqual({ from: 99n, to: 100n })
  })
})

describe('a gate in its lane', () => {
  it('has what was read behind it', () => {
    expect(gateShape(lane(20n, 60n, 100n), scale)).toEqual({
      at: 0.6,
      outside: null,
      read: { from: 0.2, to: 0.6 },
      lost: null,
    })
  })

  it('has what was lost before it, and nothing read', () => {
    const shape = gateShape(lane(40n, 10n, 100n), scale)
    expect(shape).toEqual({ at: 0.1, outside: null, read: null, lost: { from: 0.1, to: 0.4 } })
  })

  it('stands at the edge where it is outside, and says so', () => {
    expect(gateShape(lane(0n, 150n, 100n), scale)).toMatchObject({ at: 1, outside: 'behind' })
    expect(gateShape(lane(0n, 5n, 100n), { from: 50n, to: 100n })).toMatchObject({ at: 0, outside: 'before' })
  })

  it('is not there without a commit', () => {
    expect(gateShape(lane(0n, null, 100n), scale)).toBeNull()
  })

  it('keeps 64-bit offsets apart', () => {
    const big = 9_007_199_254_740_993n
    const shape = gateShape(lane(big, big + 1n, big + 2n), { from: big, to: big + 2n })
    expect(shape?.at).toBe(0.5)
  })
})
