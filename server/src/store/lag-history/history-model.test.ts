import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { temporaryFolder, temporaryStore } from '../testing/temporary-store.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './history-levels.ts'
import { bucketOf, foldAll, type LagBucket } from './lag-bucket.ts'
import { LagHistory } from './lag-history.ts'
import { toCells } from './lag-sample.ts'

const BEGIN = Date.UTC(2026, 2, 1, 7, 13, 5)
const MAX = 512 << 20
const GROUPS = ['a', 'b', 'c']

const step = fc.record({
  wait: fc.oneof(
    fc.integer({ min: 1, max: 20 }).map((seconds) => seconds * 1_000),
    fc.integer({ min: 1, max: 90 }).map((minutes) => minutes * MINUTE_MS + 137),
  ),
  lags: fc.array(fc.option(fc.bigInt({ min: 0n, max: 2n ** 55n }), { freq: 8 }), {
    minLength: 3,
    maxLength: 3,
  }),
  there: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  what: fc.constantFrom('nothing', 'nothing', 'nothing', 'upkeep', 'upkeep', 'restart'),
})
const question = fc.record({
  group: fc.constantFrom(0, 1, 2),
  back: fc.integer({ min: 1, max: 5 * DAY_MS }),
  length: fc.integer({ min: 1, max: 5 * DAY_MS }),
  stepMs: fc.constantFrom(null, null, 1_000, MINUTE_MS, 7 * MINUTE_MS, HOUR_MS),
  points: fc.constantFrom(2_000, 200, 20),
})

/** What is exact at every level; means of rates are rounded at each. */
const exact = ({ at, gap, samples, lag, lagToEnd, state }: LagBucket) => ({
  ...{ at, gap, samples, lag, lagToEnd, state },
})

describe('history, whatever is written, rolled up, deleted and restarted', () => {
  it('says what a plain list of all samples says, at the resolution that it names', async () => {
    const run = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 120 }),
      questions: fc.array(question, { minLength: 8, maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(run, async ({ steps, questions }) => {
        const dataDir = temporaryFolder()
        const open = () => {
          const { store } = temporaryStore({ dataDir, maxBytes: MAX })
          return { store, history: new LagHistory(store, MAX) }
        }
        let { store, history } = open()
        const written: LagBucket[][] = GROUPS.map(() => [])
        const away = GROUPS.map(() => true)
        let now = BEGIN
        for (const { wait, lags, there, what } of steps) {
          now += wait
          const samples = GROUPS.flatMap((group, place) => {
            if (there[place] !== true) return []
            const lag = lags[place] ?? null
            const time = { ms: null, method: 'none' as const, atLeast: false }
            const figures = { lost: 0n, time, commitRate: null, produceRate: null, state: 'OK' as const }
            const sample = { lag, lagToEnd: lag, ...figures }
            written[place]?.push(bucketOf(now, away[place] === true, toCells(sample)))
            away[place] = false
            return [{ group, topic: null, partition: null, gap: false, sample }]
          })
          expect(await history.record('local', { at: now, samples, events: [], vanished: [] })).toBe(true)
          if (what === 'upkeep') await history.upkeep(now)
          if (what !== 'restart') continue
          store.close()
          ;({ store, history } = open())
          away.fill(true)
        }
        for (const { group, back, length, stepMs, points } of questions) {
          const range = { from: now - back, to: now - back + length }
          const name = { cluster: 'local', group: GROUPS[group] ?? '', topic: null, partition: null }
          const found = history.read({ ...name, ...range, stepMs, points })
          const from = Math.max(range.from, found.firstAt ?? range.from)
          const all = from < range.to ? (written[group] ?? []) : []
          const expected =
            found.stepMs === null
              ? all.filter(({ at }) => at >= from && at < range.to)
              : foldAll(all, found.stepMs).filter(
                  ({ at }) => at > from - (found.stepMs ?? 0) && at < range.to,
                )
          expect(found.buckets.map(exact)).toEqual(expected.map(exact))
          expect(found.buckets.length).toBeLessThanOrEqual(points + 1)
          if (stepMs !== null && found.buckets.length > 0) expect(found.stepMs).toBeGreaterThanOrEqual(stepMs)
        }
        store.close()
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})
