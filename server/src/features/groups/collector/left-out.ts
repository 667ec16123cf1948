import { type GroupRecord, pushTrend } from './group-record.ts'
import type { GroupWatch } from './group-watch.ts'
import type { LagMemory } from './lag-memory.ts'
import { sumGroup } from './sum-group.ts'

/** Whether nothing new was learned of it in this cycle though it was asked for. */
export function isLeftOut({ fault, heldSince }: GroupRecord): boolean {
  return fault !== null || heldSince !== null
}

/**
 * Such a group keeps its figures, of the time they are from. One that could not be read has a state that is not known; one
 * whose new coordinator is not believed yet has the state that it had. True: it is told of otherwise than before.
 */
export function markLeftOut(memory: LagMemory, record: GroupRecord, watch: GroupWatch, now: number): boolean {
  const before = record.lagState
  if (record.fault === null) sumGroup(memory, record)
  else record.lagState = 'UNKNOWN'
  watch.judged(record, before, now)
  pushTrend(record, null)
  return before !== record.lagState || record.fault === null
}
