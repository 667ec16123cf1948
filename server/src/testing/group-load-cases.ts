import type { GroupPartition } from '@sluice/shared/groups'
import { describe, expect, it } from 'vitest'
import type { GroupKindsStage } from '#kafka/testing/group-kinds-stage.ts'
import { type Bounds, startLoad } from './group-load.ts'
import { contradictions } from './group-sums.ts'
import type { GroupsApp } from './groups-app.ts'

const LOAD_MS = 5_000

type Known = ReadonlyMap<string, Bounds>

/** A figure read between two moments lies between what was certain at the first and possible at the second. */
function outside(row: GroupPartition, group: string, before: Known, after: Known): string[] {
  const place = `${row.topic}/${row.partition}`
  const within = (name: string, found: bigint | null, low = 0, high = Number.POSITIVE_INFINITY) =>
    found === null || (found >= low && found <= high) ? [] : [`${name} ${found} is not in ${low}…${high}`]
  const number = (text: string | null) => (text === null ? null : BigInt(text))
  const log = { low: before.get(place)?.low ?? 0, high: after.get(place)?.high ?? 0 }
  const own = `${group} ${place}`
  const commit = { low: before.get(own)?.low ?? 0, high: after.get(own)?.high ?? log.high }
  const unread = { low: Math.max(0, log.low - commit.high), high: log.high - commit.low }
  const whole = row.lagToEnd === null || row.lost === null ? null : BigInt(row.lagToEnd) + BigInt(row.lost)
  return [
    ...within('end', number(row.logEnd), log.low, log.high),
    ...within('commit', number(row.committed), commit.low, commit.high),
    ...within('lag with what is lost', whole, before.has(own) ? unread.low : 0, unread.high),
  ].map((what) => `${own} ${what}: ${JSON.stringify(row)}`)
}

/** Holds for as long as the load runs, cycle after cycle. */
export function groupLoadCases(on: () => { stage: GroupKindsStage; app: GroupsApp }): void {
  describe('the lag of groups while all is written, committed and deleted at once', () => {
    it('is never negative, never a number where nothing is known, the sum of its rows, and true', async () => {
      const { stage, app } = on()
      const load = await startLoad(stage)
      const wrong: string[] = []
      const states = new Set<string>()
      let [cycles, seen, behind] = [0, 0, 0]
      try {
        const end = performance.now() + LOAD_MS
        while (performance.now() < end) {
          const before = load.bounds()
          await app.cycle()
          const after = load.bounds()
          cycles += 1
          const { groups } = await app.list()
          for (const { group } of groups.filter((one) => load.groups.includes(one.group))) {
            const detail = await app.group(group)
            wrong.push(...contradictions(detail).map((what) => `${group} ${what}`))
            for (const row of detail.rows) {
              wrong.push(...outside(row, group, before, after))
              states.add(row.lagState)
              seen += 1
              if (row.lag !== null && row.lag !== '0') behind += 1
            }
          }
        }
      } finally {
        await load.stop()
      }
      expect(wrong.slice(0, 5)).toEqual([])
      // Nobody commits what was not written yet: ahead of the log is who is compared with an older end.
      expect([...states]).not.toContain('AHEAD')
      expect([...states]).toContain('DATA_LOSS')
      expect(cycles).toBeGreaterThanOrEqual(5)
      expect(seen).toBeGreaterThan(14 * cycles)
      expect(behind).toBeGreaterThan(seen / 4)
    }, 60_000)
  })
}
