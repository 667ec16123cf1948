import { type AlertCondition, AlertRuleBody } from '@sluice/shared/alerts'
import { describe, expect, it } from 'vitest'
import { dryRun, type PastOfGroup, type PastSample } from './dry-run.ts'
import { sampleGroup } from './testing/sample-board.ts'

const NOW = 1_000_000_000
const HOUR = 3_600_000
const LATE = AlertRuleBody.parse({
  ...{ name: 'late', groups: ['billing*'], forMs: 120_000 },
  condition: { kind: 'lagMessages', above: '1000' },
})

/** A day of minutes; late in the minutes from `begin` to `end` hours after its beginning. */
function past(...late: [begin: number, end: number][]): PastOfGroup {
  const from = NOW - 24 * HOUR
  const samples: PastSample[] = []
  for (let at = from; at < NOW; at += 60_000) {
    const hour = (at - from) / HOUR
    const is = late.some(([begin, end]) => hour >= begin && hour < end)
    samples.push({
      ...{ at, gap: false, lag: is ? 5000n : 3n, lost: 0n, timeMs: is ? 400_000 : 10, atLeast: false },
      ...{ commitRate: is ? 0 : 5, state: is ? ('STALLED' as const) : ('OK' as const) },
    })
  }
  return { stepMs: 60_000, firstAt: from, samples }
}

const run = (body: AlertRuleBody, of: PastOfGroup | null, groups = ['billing', 'other']) =>
  dryRun(body, {
    standings: groups.map((group) => sampleGroup({ group, lagState: 'STALLED', lag: 5000n })),
    past: of === null ? null : () => of,
    from: NOW - 24 * HOUR,
    now: NOW,
    signal: new AbortController().signal,
  })

describe('a dry run', () => {
  it('says how often a rule would have fired, and when', async () => {
    const found = await run(LATE, past([2, 3], [5, 5.02], [10, 12], [23, 24]))
    expect(found).toMatchObject({ matches: 1, looked: 1, fired: 3, stepMs: 60_000, notes: [] })
    const from = NOW - 24 * HOUR
    expect(found.times.map(({ at }) => (at - from) / HOUR)).toEqual([23, 10, 2].map((hour) => hour + 2 / 60))
    expect(found.times.map(({ until }) => until === null)).toEqual([true, false, false])
  })

  it.each<AlertCondition>([
    { kind: 'lagTime', aboveMs: 300_000 },
    { kind: 'state', states: ['STALLED'] },
    { kind: 'noProgress', afterMs: 600_000 },
  ])('knows the past of $kind', async (condition) => {
    expect((await run({ ...LATE, condition }, past([2, 3], [10, 12]))).fired).toBe(2)
  })

  it('takes a gap for neither side', async () => {
    const whole = past([2, 3])
    const from = NOW - 24 * HOUR
    const samples = whole.samples.filter(({ at }) => at <= from + 2 * HOUR || at >= from + 2.99 * HOUR)
    expect((await run(LATE, { ...whole, samples })).fired).toBe(0)
  })

  it('says what it cannot know', async () => {
    const short = { ...past([2, 3]), firstAt: NOW - HOUR }
    expect(await run(LATE, short)).toMatchObject({ from: NOW - HOUR, notes: ['short'] })
    expect((await run({ ...LATE, forMs: 30_000 }, past())).notes).toEqual(['coarse'])
    expect((await run({ ...LATE, topics: ['orders'] }, past())).notes).toEqual(['topics-whole'])
    const many = Array.from({ length: 250 }, (_, n) => `billing-${n}`)
    expect(await run(LATE, past(), many)).toMatchObject({ matches: 250, looked: 200, notes: ['some-groups'] })
  })

  it('says what holds now where nothing is kept to judge by', async () => {
    const found = await run({ ...LATE, condition: { kind: 'state', states: ['STALLED'] } }, null)
    expect(found).toMatchObject({
      fired: 1,
      notes: ['no-history', 'now-only'],
      times: [{ group: 'billing', at: NOW }],
    })
    const loss = await run({ ...LATE, condition: { kind: 'timeToLoss', belowMs: 60_000 } }, past())
    expect(loss).toMatchObject({ fired: 0, notes: ['now-only'] })
  })
})
