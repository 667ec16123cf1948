import type { Message, MissingPartition } from '@sluice/shared/messages'
import type { TailFrameOf, TailNote } from '@sluice/shared/messages-tail'
import type { TailGap } from './tail-gaps.ts'
import type { TailTotals } from './tail-totals.ts'

/** `waiting`: the connection was lost, and is tried again at `retryAtMs`. */
export type TailPhase = 'idle' | 'opening' | 'running' | 'waiting' | 'ended' | 'failed'

/** What keeps the list still: `pause` until it is taken back, the others while they last. */
export type HoldReason = 'pause' | 'read' | 'scroll' | 'press'

export interface TailState {
  phase: TailPhase
  open: TailFrameOf<'open'> | null
  progress: TailFrameOf<'progress'> | null
  totals: TailTotals
  notes: readonly TailNote[]
  missing: readonly MissingPartition[]
  gaps: readonly TailGap[]
  heldBy: HoldReason | null
  sinceMs: number
  /** When something last arrived; null while nothing has. */
  arrivedMs: number | null
  retryAtMs: number | null
  endReason: TailFrameOf<'end'>['reason'] | null
  error: unknown
}

/** What the page knows of what it follows at one moment. */
export interface TailSnapshot extends TailState {
  /** The newest first; those of the moment in which the list was held. */
  rows: readonly Message[]
  /** The same, renewed about once a second: what counts all rows has no time for each change. */
  calmRows: readonly Message[]
  /** Rows that came since the list is held. */
  fresh: number
  /** Of those, rows that are no longer kept. */
  lost: number
  /** Rows that came and had to make room. */
  letGo: number
}
