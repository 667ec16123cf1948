import { describe, expect, it } from 'vitest'
import { type DrainFacts, deadBand, drainEta, groupEta, UNKNOWN_ETA } from './drain-eta.ts'
import { type Slope, slopeOf } from './slope.ts'
import { drainSteadily } from './testing/drain-steadily.ts'
import { commitIntervalMs } from './track.ts'

const ID = { topic: 'loans', partition: 2 }
const rate = (perSecond: number, low = perSecond, high = perSecond): Slope => {
  return { perSecond, low, high, spanMs: 600_000, moved: perSecond * 600 }
}
const facts = (some: Partial<DrainFacts>): DrainFacts => {
  return {
    lag: 6_000n,
    commits: rate(30),
    produced: rate(20),
    commitEveryMs: 5_000,
    sampleEveryMs: 10_000,
    ...some,
  }
}
const NEVER = { kind: 'never', lowMs: null, highMs: null, blockedBy: ID }
const DONE = { kind: 'done', lowMs: 0, highMs: 0, blockedBy: null }

describe('drainEta', () => {
  it('is the lag over the difference of the rates, no surer than the time between two looks', () => {
    expect(drainEta(facts({}), ID)).toEqual({
      kind: 'draining',
      lowMs: 570_000,
      highMs: 610_000,
      blockedBy: null,
    })
  })

  it('widens with the quartiles of both rates', () => {
    const eta = drainEta(facts({ commits: rate(30, 28, 32), produced: rate(20, 19, 21) }), ID)
    expect(eta).toEqual({ kind: 'draining', lowMs: 436_923, highMs: 867_143, blockedBy: null })
  })

  it('is open to the far side where the slower rates would not drain it', () => {
    const eta = drainEta(facts({ commits: rate(30, 19, 32) }), ID)
    expect(eta).toMatchObject({ kind: 'draining', highMs: null })
    expect(eta.lowMs).toBeGreaterThan(0)
  })

  it('never comes where the lag does not shrink, and names the partition', () => {
    expect(drainEta(facts({ commits: rate(20) }), ID)).toEqual(NEVER)
    expect(drainEta(facts({ commits: rate(0) }), ID)).toEqual(NEVER)
    expect(drainEta(facts({ commits: rate(20.5) }), ID)).toEqual(NEVER)
    expect(drainEta(facts({ lag: 3n, commits: rate(0), produced: rate(0) }), ID)).toEqual(NEVER)
  })

  it('is no lie about a slow topic, whose rates are below a message a second', () => {
    const slow = drainEta(facts({ lag: 500n, commits: rate(0.5), produced: rate(0.1) }), ID)
    expect(slow.kind).toBe('draining')
    expect(deadBand(500n, 0.1)).toBeCloseTo(0.139, 3)
    expect(deadBand(100_000n, 0.1)).toBe(1)
    expect(deadBand(100_000n, 5_000)).toBe(50)
  })

  it('is done at the end, and within what arrives between two commits', () => {
    expect(drainEta(facts({ lag: 0n, commits: null }), ID)).toEqual(DONE)
    expect(drainEta(facts({ lag: 90n, commits: rate(20) }), ID)).toEqual(DONE)
    expect(drainEta(facts({ lag: 49_000n, commits: rate(5_000), produced: rate(5_000) }), ID)).toEqual(DONE)
    expect(drainEta(facts({ lag: 51_000n, commits: rate(5_000), produced: rate(5_000) }), ID)).toEqual(NEVER)
  })

  it('is not known without rates, without lag, or before three commits were seen', () => {
    expect(drainEta(facts({ lag: null }), ID)).toEqual(UNKNOWN_ETA)
    expect(drainEta(facts({ commits: null }), ID)).toEqual(UNKNOWN_ETA)
    expect(drainEta(facts({ produced: null }), ID)).toEqual(UNKNOWN_ETA)
    expect(drainEta(facts({ commitEveryMs: 240_000 }), ID)).toEqual(UNKNOWN_ETA)
  })

  it('holds the true time of groups that drain steadily in at least 90 % of samples, and stays narrow', () => {
    const shown = drainSteadily().flatMap(({ id, samples, doneAt }) => {
      // Every third one: neighbours differ little, and each costs two slopes.
      return samples
        .filter((_, index) => index % 3 === 0)
        .flatMap(({ at, commits, ends, lag, everyMs }) => {
          const eta = drainEta(
            {
              lag,
              commits: slopeOf(commits),
              produced: slopeOf(ends),
              commitEveryMs: commitIntervalMs(commits),
              sampleEveryMs: everyMs,
            },
            ID,
          )
          return eta.kind === 'draining' ? [{ id, eta, trueMs: doneAt - at }] : []
        })
    })
    const held = shown.filter(({ eta, trueMs }) => {
      return trueMs >= (eta.lowMs ?? 0) && trueMs <= (eta.highMs ?? Number.POSITIVE_INFINITY)
    })
    const widths = shown.flatMap(({ eta, trueMs }) => {
      return eta.highMs === null ? [] : [(eta.highMs - (eta.lowMs ?? 0)) / trueMs]
    })
    const typical = widths.sort((a, b) => a - b)[widths.length >> 1] ?? Number.NaN
    const share = held.length / shown.length
    expect(shown.length).toBeGreaterThan(5_000)
    expect(share).toBeGreaterThanOrEqual(0.9)
    expect(typical).toBeLessThan(0.5)
    expect(widths.length / shown.length).toBeGreaterThan(0.75)
  })
})

describe('groupEta', () => {
  const draining = (lowMs: number, highMs: number | null) => {
    return { ...ID, lag: 1n, eta: { kind: 'draining' as const, lowMs, highMs, blockedBy: null } }
  }
  const done = { ...ID, lag: 0n, eta: { ...DONE, kind: 'done' as const } }
  const unknown = { ...ID, lag: null, eta: UNKNOWN_ETA }
  const never = (partition: number, lag: bigint) => {
    const blockedBy = { topic: 'loans', partition }
    return { ...blockedBy, lag, eta: { ...NEVER, kind: 'never' as const, blockedBy } }
  }

  it('is that of the partition that is done last', () => {
    expect(groupEta([draining(10, 20), draining(15, 18), done])).toEqual({
      kind: 'draining',
      lowMs: 15,
      highMs: 20,
      blockedBy: null,
    })
  })

  it('never comes while one partition stands still, and names the one with most unread', () => {
    const eta = groupEta([draining(10, 20), never(1, 5n), never(4, 70n), never(3, 6n), unknown])
    expect(eta).toEqual({ ...NEVER, blockedBy: { topic: 'loans', partition: 4 } })
  })

  it('is open to the far side where a partition is', () => {
    expect(groupEta([draining(10, 20), draining(5, null)])).toMatchObject({ lowMs: 10, highMs: null })
    expect(groupEta([draining(10, 20), unknown])).toMatchObject({ kind: 'draining', lowMs: 10, highMs: null })
  })

  it('is done only where every partition is, and not known where one is not', () => {
    expect(groupEta([done, done])).toEqual(DONE)
    expect(groupEta([])).toEqual(DONE)
    expect(groupEta([done, unknown])).toEqual(UNKNOWN_ETA)
  })
})
