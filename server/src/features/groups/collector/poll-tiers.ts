import type { GroupRecord } from './group-record.ts'

export interface TierOptions {
  intervalMs: number
  /** Rows of all groups. */
  rows: number
  now: number
}

const NORMAL_CYCLES = 3
const COLD_CYCLES = 30
const COLD_AFTER_MS = 3_600_000
/** So few cost nothing: all of them are asked for each time. */
export const FEW_ROWS = 5_000

/** Whether a group is to be read in this cycle: those that a person looks at or that are behind and move, always. */
export function isDue(record: GroupRecord, { intervalMs, rows, now }: TierOptions): boolean {
  if (record.asOf === null || record.fault !== null || record.heldSince !== null) return true
  if (record.watchedUntil > now) return true
  const cycles = cyclesOf(record, rows, now)
  // Half an interval of grace: cycles do not begin on the dot.
  return cycles === 1 || now - record.polledAt >= (cycles - 0.5) * intervalMs
}

function cyclesOf(record: GroupRecord, rows: number, now: number): number {
  const quiet = now - (Number.isNaN(record.changedAt) ? record.firstAt : record.changedAt)
  if (record.state === 'Empty' && quiet >= COLD_AFTER_MS) return COLD_CYCLES
  if (rows <= FEW_ROWS) return 1
  const behind = record.sums.lag === null || record.sums.lag > 0n
  return behind && quiet < COLD_AFTER_MS ? 1 : NORMAL_CYCLES
}
