import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, type RowFacts } from './judge-row.ts'
import { follow, newMarks, type PlaceSample, type RowMarks, windowOf } from './row-marks.ts'
import { type Borders, borderFacts } from './testing/border-facts.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const WINDOW = 10 * MINUTE
const EVERY = 10 * SECOND
const T0 = 1_700_000_000_000

interface Step {
  committed: number
  end: number
  /** Whether somebody reads; true. */
  alive?: boolean
}

/** Samples of one place, ten seconds apart, and what is said after each. */
type Given = Partial<Omit<RowFacts, keyof Borders> & Borders>

function told(steps: readonly Step[], facts: Given = {}, everyMs = EVERY) {
  const marks = newMarks()
  let lifeEndedAt = Number.NaN
  let lived = false
  let highest = 0
  let rewoundAt = Number.NaN
  let before: number | null = null
  return steps.map(({ committed, end, alive = true }, index) => {
    const now = T0 + index * everyMs
    if (alive) [lived, lifeEndedAt] = [true, Number.NaN]
    else if (lived && Number.isNaN(lifeEndedAt)) lifeEndedAt = now
    const lag = Math.max(0, end - committed)
    if (committed >= highest) rewoundAt = Number.NaN
    else if (Number.isNaN(rewoundAt)) rewoundAt = now
    highest = Math.max(highest, committed)
    follow(marks, { at: now, committed, before: before ?? committed, end, lag }, WINDOW)
    before = committed
    const borders = {
      committed: BigInt(committed),
      logStart: 0n,
      lastStable: BigInt(end),
      logEnd: BigInt(end),
      lag: BigInt(lag),
    }
    const verdict = judge(
      marks,
      {
        now,
        phantom: false,
        topicGone: false,
        unread: false,
        heldSince: Number.NaN,
        rewoundAt,
        alive,
        lifeEndedAt,
        ...facts,
        ...borderFacts({ ...borders, ...facts }),
      },
      WINDOW,
    )
    return { ...verdict, seconds: (now - T0) / SECOND }
  })
}

const steps = (count: number, make: (index: number) => Step): Step[] =>
  Array.from({ length: count }, (_, index) => make(index))
const states = (said: { state: string }[]) => [...new Set(said.map(({ state }) => state))]
const last = <T>(list: T[]): T | undefined => list.at(-1)
/** Seconds from the first sample until a state is said. */
const after = (said: { state: string; seconds: number }[], state: string) =>
  said.find((one) => one.state === state)?.seconds

describe('a place in a partition', () => {
  it('is OK while it is at the end, however long nothing moves', () => {
    expect(states(told(steps(200, () => ({ committed: 50, end: 50 }))))).toEqual(['OK'])
  })

  it('is OK for who reads along and is always a few behind', () => {
    const said = told(steps(300, (i) => ({ committed: 1000 + i * 100 - (i % 3) * 40, end: 1060 + i * 100 })))
    expect(states(said.slice(3))).toEqual(['OK'])
  })

  it('is WARMING until there are five samples over half a window, and then judged', () => {
    const said = told(steps(40, () => ({ committed: 10, end: 500 })))
    expect(states(said.slice(0, 30))).toEqual(['WARMING'])
    expect(said[30]).toMatchObject({ state: 'STALLED', since: null })
  })

  it('is STALLED a window after it was last at the end, since then', () => {
    const said = told([
      ...steps(30, (i) => ({ committed: i, end: i })),
      ...steps(90, (i) => ({ committed: 29, end: 30 + i })),
    ])
    expect(states(said.slice(0, 89))).toEqual(['OK'])
    expect(after(said, 'STALLED')).toBe(290 + WINDOW / SECOND)
    expect(last(said)).toMatchObject({ state: 'STALLED', since: T0 + 290 * SECOND })
  })

  it('is not STALLED nor STOPPED on a topic where little is written and read soon', () => {
    // One message in twenty minutes, seen unread in one sample.
    const slow = (alive: boolean) =>
      steps(1_000, (i) => ({ committed: Math.floor(i / 120), end: Math.floor((i + 1) / 120), alive }))
    expect(states(told(slow(true)))).toEqual(['OK'])
  })

  it('is STOPPED once its readers are gone for a while and something is unread', () => {
    const said = told([
      ...steps(10, (i) => ({ committed: i, end: i })),
      ...steps(20, (i) => ({ committed: 9, end: 10 + i, alive: false })),
    ])
    expect(after(said, 'STOPPED')).toBe(100 + 60)
    expect(last(said)?.since).toBe(T0 + 100 * SECOND)
  })

  it('is not STOPPED by a restart that takes half a minute', () => {
    const said = told(steps(60, (i) => ({ committed: i * 5, end: i * 5 + 3, alive: i % 20 < 17 })))
    expect(states(said)).not.toContain('STOPPED')
  })

  it('is EMPTY_WITH_LAG where nobody was ever seen to read', () => {
    const said = told(steps(40, () => ({ committed: 1, end: 5, alive: false })))
    expect(states(said)).toEqual(['WARMING', 'EMPTY_WITH_LAG'])
  })

  it('is LAGGING where it moves and comes no nearer, and says since when', () => {
    const said = told([
      ...steps(30, (i) => ({ committed: i * 100, end: i * 100 })),
      ...steps(120, (i) => ({ committed: 2900 + i * 50, end: 3000 + i * 100 })),
    ])
    expect(states(said)).toEqual(['OK', 'LAGGING'])
    expect(last(said)).toMatchObject({ state: 'LAGGING' })
  })

  it('is LAGGING at a distance that stays the same, without flapping', () => {
    const said = told(
      steps(400, (i) => ({ committed: i * 100 + (i % 7) * 10, end: i * 100 + 100_000 + (i % 5) * 20 })),
    )
    expect(states(said.slice(31))).toEqual(['LAGGING'])
  })

  it('is OK while it comes nearer', () => {
    const said = told(steps(200, (i) => ({ committed: i * 900, end: 500_000 + i * 100 - (i % 3) })))
    expect(states(said.slice(31))).toEqual(['OK'])
  })

  it('is REWOUND from the moment it went back until it is there again', () => {
    const said = told([
      ...steps(5, () => ({ committed: 100, end: 100 })),
      ...steps(9, (i) => ({ committed: 10 + i * 10, end: 100 })),
      { committed: 100, end: 100 },
    ])
    expect(said.map(({ state }) => state)).toEqual([
      ...Array(5).fill('OK'),
      ...Array(9).fill('REWOUND'),
      'OK',
    ])
    expect(said[9]?.since).toBe(T0 + 50 * SECOND)
  })

  it('says what needs no second sample at once', () => {
    const one = (facts: Given) => last(told([{ committed: 10, end: 20 }], facts))?.state
    expect(one({ topicGone: true })).toBe('TOPIC_GONE')
    expect(one({ unread: true })).toBe('UNKNOWN')
    expect(one({ committed: null })).toBe('NO_COMMIT')
    expect(one({ logEnd: null })).toBe('UNKNOWN')
    expect(one({ lag: null })).toBe('UNKNOWN')
    expect(one({ logStart: 11n })).toBe('DATA_LOSS')
    expect(one({ committed: 21n })).toBe('AHEAD')
    expect(one({ phantom: true })).toBe('PHANTOM')
    expect(one({ logStart: null, lag: 0n })).toBe('OK')
  })

  it('is LSO_BLOCKED only by a transaction that stays open', () => {
    const blocked = (heldMs: number) =>
      last(told([{ committed: 20, end: 20 }], { logEnd: 30n, heldSince: T0 - heldMs }))
    expect(blocked(10 * SECOND)?.state).toBe('OK')
    expect(blocked(70 * SECOND)).toMatchObject({ state: 'LSO_BLOCKED', since: T0 - 70 * SECOND })
    const beyond = { lastStable: 19n, logEnd: 30n, lag: 0n, heldSince: T0 - 70 * SECOND }
    expect(last(told([{ committed: 20, end: 20 }], beyond))?.state).toBe('OK')
  })

  it('gives who commits seldom a longer window', () => {
    const marks: RowMarks = newMarks()
    for (let i = 0; i < 600; i++) {
      const committed = Math.floor(i / 30) * 30
      const before = Math.floor((i - 1) / 30) * 30
      const sample: PlaceSample = {
        at: T0 + i * EVERY,
        committed,
        before,
        end: i + 5,
        lag: i + 5 - committed,
      }
      follow(marks, sample, WINDOW)
    }
    expect(windowOf(marks, WINDOW)).toBe(6 * 5 * MINUTE)
    const hourly = told(steps(2_000, (i) => ({ committed: Math.floor(i / 90) * 90, end: i + 1 })))
    expect(states(hourly.slice(400))).not.toContain('STALLED')
  })

  it('says the same of any samples as who looks at all of them', () => {
    const walk = fc.array(
      fc.record({ read: fc.nat(3), written: fc.nat(3), back: fc.nat(20).map((n) => n === 0) }),
      { minLength: 1, maxLength: 150 },
    )
    fc.assert(
      fc.property(walk, (moves) => {
        let [committed, end] = [20, 20]
        const samples = moves.map(({ read, written, back }) => {
          end += written
          committed = back ? Math.max(0, committed - 10) : Math.min(end, committed + read)
          return { committed, end }
        })
        const said = told(samples)
        samples.forEach(({ committed: now, end: at }, index) => {
          const seen = samples.slice(0, index + 1)
          const state = said[index]?.state
          if (now === at) expect(state).toBe('OK')
          const highest = Math.max(...seen.map((one) => one.committed))
          expect(state === 'REWOUND').toBe(now < highest && now < at)
          if (state === 'STALLED') {
            const quiet = seen.slice(-WINDOW / EVERY / 2)
            expect(quiet.every((one) => one.committed === now && one.end > now)).toBe(true)
          }
        })
      }),
    )
  })
})
