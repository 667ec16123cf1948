import { MovePlan, type MoveTarget } from '@sluice/shared/groups-reset'
import { MoveResult } from '@sluice/shared/groups-reset-result'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import type { GroupKindsStage } from '#kafka/testing/group-kinds-stage.ts'
import { onlyValue } from '#kafka/testing/outcomes.ts'
import type { GroupsApp } from './groups-app.ts'
import type { KnownLog, KnownLogs } from './known-logs.ts'

export interface MovesStage {
  stage: GroupKindsStage
  app: GroupsApp
  logs: KnownLogs
}

const TARGETS: readonly MoveTarget[] = [
  { mode: 'earliest' },
  { mode: 'latest' },
  { mode: 'offset', offset: '7' },
  { mode: 'shift', by: '-3' },
  { mode: 'shift', by: '4' },
  { mode: 'duration', ms: 86_400_000 },
]
const GROUPS = Array.from({ length: 12 }, (_, index) => `drawn-${String(index + 3).padStart(2, '0')}`)
const moved = GROUPS.map((group, index) => [group, TARGETS[index % TARGETS.length]] as const)

const signed = (group: string) => ({ who: 'mina', why: 'held to what happens', confirm: group })

async function commitsOf({ gateway }: GroupKindsStage, group: string) {
  const { topics } = onlyValue(await gateway.listGroupOffsets([group]))
  const all = topics.flatMap(({ topic, partitions }) => partitions.map((one) => ({ topic, ...one })))
  return all.sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition)
}

/** The higher of two offsets: who stands before the log start reads from there. */
function later(a: string | null, b: string | null): bigint {
  const [first, second] = [BigInt(a ?? -1), BigInt(b ?? -1)]
  return first > second ? first : second
}

/** How many messages lie between two places, by whoever wrote them. */
function messagesIn(log: KnownLog, from: number, to: number): number {
  return [...log.times.keys()].filter((offset) => offset >= Math.max(from, log.start) && offset < to).length
}

/** What the page previews beside what the logs, the group and its lag then are. */
export function groupMoveCases(on: () => MovesStage): void {
  describe('a move of a group, from its preview to its undo', () => {
    it.each(moved)('of %s does what was previewed, and undone it is as it was', async (group, to) => {
      const { stage, app, logs } = on()
      const before = await commitsOf(stage, group)
      const { rows: rowsBefore } = await app.group(group)
      const plan = MovePlan.parse(await app.post(paths.movePlan('local', group), { to, scope: [] }))
      expect(plan.rows.length).toBe(before.length)
      for (const { topic, partition, from, to: target, rereads, skips, atMost } of plan.rows) {
        const log = logs.log(topic, partition)
        const [here, there] = [Number(from), Number(target)]
        const again = messagesIn(log, there, here)
        const never = messagesIn(log, here, there)
        if (atMost) expect(Number(rereads) + Number(skips)).toBeGreaterThanOrEqual(again + never)
        else expect([rereads, skips]).toEqual([`${again}`, `${never}`])
      }
      if (!plan.allowed) return expect(plan.blockers).toEqual([{ kind: 'nothing' }])
      const body = { plan: plan.plan, ...signed(group) }
      const result = MoveResult.parse(await app.post(paths.moveApply('local', group), body))
      expect(result).toMatchObject({ end: 'done', now: { strayCount: 0, fault: null } })
      await app.cycle()
      const { rows } = await app.group(group)
      for (const [index, planned] of plan.rows.entries()) {
        const [row, was] = [rows[index], rowsBefore[index]]
        expect(row).toMatchObject({ topic: planned.topic, partition: planned.partition, lost: '0' })
        expect([row?.committed, row?.lagToEnd]).toEqual([planned.to, planned.left])
        const grown = BigInt(row?.lagToEnd ?? -1) - BigInt(was?.lagToEnd ?? -1)
        expect(grown).toBe(later(planned.from, planned.logStart) - BigInt(planned.to ?? -1))
      }
      await app.post(paths.moveUndo('local', group), { snapshot: result.snapshot, ...signed(group) })
      const restored = await commitsOf(stage, group)
      // Where the log no longer begins so early, its start is all that can be given back.
      const possible = before.map((one) => {
        const start = BigInt(logs.log(one.topic, one.partition).start)
        return one.offset < start ? { ...one, offset: start, leaderEpoch: null } : one
      })
      expect(restored).toEqual(possible)
    })
  })
}
