import type { ScanRequest } from '@sluice/shared/messages'
import type { KeyLookup } from '@sluice/shared/messages-key'
import type { TailEndReason, TailFrameOf, TailRequest } from '@sluice/shared/messages-tail'
import type { ScanContext } from '../scan-context.ts'
import type { Outbox } from './outbox.ts'
import type { RateBudget } from './rate-budget.ts'
import type { TailLane } from './tail-lane.ts'
import type { TailLimits } from './tail-limits.ts'
import type { TailNotes } from './tail-notes.ts'

/** A tail's request as the parts that it shares with scans understand it. */
export type TailQuery = Pick<
  ScanRequest,
  'topic' | 'topics' | 'partitions' | 'key' | 'filter' | 'from' | 'isolation'
>

/** What the rounds of all leaders, the watch over the topics and the frames have in common. */
export interface TailState {
  ctx: ScanContext
  request: TailRequest
  query: TailQuery
  limits: TailLimits
  lanes: TailLane[]
  /** Ids of the topics that are followed: null before Kafka 2.8, undefined until the topic was there. */
  topicIds: Map<string, string | null | undefined>
  keyLookup: KeyLookup | null
  budget: RateBudget
  outbox: Outbox
  notes: TailNotes
  seen: number
  earlier: number
  matched: number
  sampledOut: number
  /** Set once there is nothing left to follow, or the tail cannot go on. */
  ended: { reason: TailEndReason } | { error: unknown } | null
  /** Something changed that a frame may tell of, or a round may go on with. */
  wake: () => void
  /** Has the topics looked at anew soon; resolves when that is done. */
  refresh: () => Promise<void>
  /** The same, where nobody waits for it. */
  suspect: () => void
}

export type TailCounters = Omit<TailFrameOf<'end'>, 't' | 'reason'>

/** Rows that wait for the reader are not in it yet: taken when none waits, it adds up. */
export function countersOf({ ctx, seen, earlier, matched, sampledOut, outbox }: TailState): TailCounters {
  const { bytes, filterErrors, undecodable } = ctx.tally
  const { shown, dropped } = outbox
  const elapsedMs = ctx.now() - ctx.startedAt
  return { elapsedMs, seen, earlier, matched, shown, sampledOut, dropped, bytes, filterErrors, undecodable }
}
