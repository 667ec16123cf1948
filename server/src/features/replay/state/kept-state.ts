import type { StateSummary } from '@sluice/shared/replay-state'
import type { Kinds } from './count-keys.ts'
import type { KeyTable } from './key-table.ts'

/** A state as long as there is memory for it. */
export interface KeptState {
  cluster: string
  summary: StateSummary
  table: KeyTable
  kinds: Kinds
  /** Partition of each lane. */
  partitions: readonly number[]
  /** Rows in an order that somebody asked for; the last few. */
  orders: Map<string, Uint32Array>
}
