import type { ReplayMode } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import type { TopicPartitionId } from '#kafka/calls.ts'
import type { NewRecord } from '#kafka/writer.ts'
import type { BatchHeader, LogRecord } from '#records/record.ts'

/** A record of the source with the batch it stood in. Its bytes are views: they hold until the next is asked for. */
export interface SourceRecord extends TopicPartitionId {
  record: LogRecord
  batch: BatchHeader
}

/** What becomes of one record. */
export type Shaped =
  | { kind: 'write'; target: TopicPartitionId; record: NewRecord }
  /** `loop`: it was re-published as often as may be. */
  | { kind: 'skip'; why: 'loop' }
  | { kind: 'fail'; code: string; reason: string }

/** Makes what is written of what was read; the same in a preview, a run and a check afterwards. */
export interface RecordShaper {
  /**
   * Whether whole batches may be copied as they are: nothing is changed in any record, nor where it goes. Null: not so;
   * otherwise the partition of the target for one of the source.
   */
  readonly verbatim: ((source: TopicPartitionId) => TopicPartitionId) | null
  /** One answer for each record, in its order. */
  shape(records: readonly SourceRecord[], signal: AbortSignal): Promise<Shaped[]>
  close(): void
}

/** A plan with what is needed to carry it out; it is kept in memory until it expires. */
export interface PlannedReplay {
  plan: ReplayPlan
  /** Cluster of the source. */
  cluster: string
  /** Topic ids of sources and targets as they were; a topic made anew is another one. */
  topicIds: ReadonlyMap<string, string | null>
}

/** What the runner asks of the planner. */
export interface ReplayPlanner {
  /** Asks everything again; throws `PLAN_CHANGED` where the plan expired or does not hold any more. */
  confirm(cluster: string, plan: string, mode: ReplayMode, signal: AbortSignal): Promise<PlannedReplay>
  /** A plan as it was stored with a job, without asking again. */
  restore(cluster: string, plan: ReplayPlan): PlannedReplay
  /** Makes the shaper of a plan. `replayId` is that of the job, of which provenance tells. */
  shaper(planned: PlannedReplay, replayId: string): Promise<RecordShaper>
}

/** Where shaped records go, other than Kafka: a file, an endpoint. */
export interface ReplaySink {
  /** Resolves when they are safe, in their order; rejects with the fault of the first that is not. */
  write(records: readonly { source: SourceRecord; shaped: NewRecord }[], signal: AbortSignal): Promise<void>
  /** `complete`: the job is through. */
  close(complete: boolean): Promise<void>
}
