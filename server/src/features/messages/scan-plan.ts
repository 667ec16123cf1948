import type { EndReason, Message } from '@sluice/shared/messages'
import type { KeyLookup } from '@sluice/shared/messages-key'
import type { LanePlace, MessageKey, ScanPlace, WindowPlace } from './cursor-state.ts'

/** One partition's part of a scan, frozen when the scan began: `[start, end)`. */
export interface PlannedRange {
  partition: number
  start: bigint
  end: bigint
  logStart: bigint
  logEnd: bigint
  lastStable: bigint
  /** Newest first only: where earlier pages have read to, and above which key they have returned everything. */
  resume: { floor: bigint; above: MessageKey | null } | null
}

interface PlannedPage {
  topicId: string | null
  /** Messages of this page. */
  limit: number
  ranges: PlannedRange[]
  /** Partitions whose positions cannot be resolved now: a later page tries again. */
  pending: number[]
  keyLookup: KeyLookup | null
}

/** `unread` are places of partitions that do not answer now: they stay as they are for a later page. */
export type ScanPlan = PlannedPage &
  (
    | { order: 'forward'; unread: LanePlace[] }
    | {
        order: 'newest-first'
        unread: WindowPlace[]
        /** The key that the page before ended with. */
        after: MessageKey | null
      }
  )

/** Reads what a plan says. */
export interface ScanEngine {
  /** Messages in the plan's order, in handfuls; returns why it ended. Rejects when the scan is stopped. */
  rows(): AsyncGenerator<Message[], EndReason, void>
  /** Where to go on, valid whenever `rows` is not running; it names no partition that is done. */
  place(): ScanPlace
  progress(): { done: bigint; total: bigint }
}
