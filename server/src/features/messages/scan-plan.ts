import type { EndReason, Message } from '@sluice/shared/messages'
import type { KeyLookup } from '@sluice/shared/messages-key'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { CursorState, LanePlace, MessageKey, ScanPlace, WindowPlace } from './cursor-state.ts'

/** One partition's part of a scan, frozen when the scan began: `[start, end)`. */
export interface PlannedRange extends TopicPartitionId {
  start: bigint
  end: bigint
  logStart: bigint
  logEnd: bigint
  lastStable: bigint
  /** Backward only: where earlier pages have read to, and above which key they have returned everything. */
  resume: { floor: bigint; above: MessageKey | null } | null
}

interface PlannedPage {
  topics: CursorState['topics']
  /** Messages of this page. */
  limit: number
  ranges: PlannedRange[]
  /** Partitions whose positions cannot be resolved now: a later page tries again. */
  pending: TopicPartitionId[]
  keyLookup: KeyLookup | null
}

/** `unread` are places of partitions that do not answer now: they stay as they are for a later page. */
export type ScanPlan = PlannedPage &
  (
    | { order: 'forward' | 'time'; unread: LanePlace[] }
    | {
        order: 'backward'
        unread: WindowPlace[]
        /** The key that the page before ended with. */
        after: MessageKey | null
      }
  )

/** What a scan has looked at of one partition, `[from, to)`, of `size` offsets that it may have to look at. */
export interface Coverage extends TopicPartitionId {
  from: bigint
  to: bigint
  size: bigint
}

/** Reads what a plan says. */
export interface ScanEngine {
  /**
   * Messages in the plan's order, in handfuls that may be empty; returns why it ended. Rejects when the scan is stopped.
   * Between two handfuls, and once it is over, `place` is exactly behind what was given out.
   */
  rows(): AsyncGenerator<Message[], EndReason, void>
  /** Where to go on; it names no partition that is done. Not to be asked while `rows` is running. */
  place(): ScanPlace
  /** One entry a partition. */
  coverage(): Coverage[]
}
