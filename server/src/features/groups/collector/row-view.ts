import { LAG_STATES, type LagState } from '@sluice/shared/groups-state'
import type { LagMemory } from './lag-memory.ts'
import { NONE } from './row-marks.ts'
import { UNJUDGED } from './row-table.ts'

/** A row's offsets and lags as far as they are known. */
export interface RowOffsets {
  committed: bigint | null
  logStart: bigint | null
  lastStable: bigint | null
  logEnd: bigint | null
  lag: bigint | null
  lagToEnd: bigint | null
  lost: bigint | null
}

export function rowOffsets({ rows, book }: LagMemory, row: number, share: boolean): RowOffsets {
  const committed = known(rows.committed[row])
  const logStart = known(book.start[rows.part[row] ?? -1])
  const lastStable = known(rows.stable[row])
  const logEnd = known(rows.end[row])
  const from = committed === null ? null : later(logStart ?? NONE, committed)
  return {
    committed,
    logStart,
    lastStable,
    logEnd,
    lag: known(rows.lag[row]),
    // Of a share group's unread messages some are delivered already: the broker alone can count them.
    lagToEnd: share || from === null || logEnd === null ? null : atLeastZero(logEnd - from),
    lost: committed === null || logStart === null ? null : atLeastZero(logStart - committed),
  }
}

export function known(offset: bigint | undefined): bigint | null {
  return offset === undefined || offset <= NONE ? null : offset
}

/** The higher of two offsets. */
export function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

/** Unread messages from a commit, or from the log start behind it; {@link NONE}: not known. */
export function lagBetween(commit: bigint, stable: bigint, start: bigint): bigint {
  if (commit === NONE || stable === NONE) return NONE
  return atLeastZero(stable - later(start, commit))
}

export function atLeastZero(count: bigint): bigint {
  return count > 0n ? count : 0n
}

export function stateAt(index: number | undefined): LagState {
  return LAG_STATES[index ?? UNJUDGED] ?? 'WARMING'
}

export function stateIndex(state: LagState): number {
  return LAG_STATES.indexOf(state)
}
