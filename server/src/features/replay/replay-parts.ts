import type { ReplayTarget } from '@sluice/shared/replay'
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
  /** Topic ids of sources and targets as they were, by {@link topicKey}; a topic made anew is another one. */
  topicIds: ReadonlyMap<string, string | null>
}

/** Names a topic of a cluster, neither of whose names holds a slash. */
export function topicKey(cluster: string, topic: string): string {
  return `${cluster}/${topic}`
}

/** The cluster that is written to; that of the source where the target names none, or is no topic. */
export function targetClusterOf(source: string, target: ReplayTarget): string {
  return target.kind === 'topic' ? (target.cluster ?? source) : source
}

/** What the runner asks of the planner. */
export interface ReplayPlanner {
  /** Asks everything again; throws `PLAN_CHANGED` where the plan expired or does not hold any more. */
  confirm(cluster: string, plan: string, mode: ReplayMode, signal: AbortSignal): Promise<PlannedReplay>
  /** A plan as it was stored with a job, without asking again. */
  restore(cluster: string, plan: ReplayPlan): PlannedReplay
  /** Makes the shaper of a plan. `replayId` is that of the job, of which provenance tells. */
  shaper(planned: PlannedReplay, replayId: string): Promise<RecordShaper>
  /**
   * Makes the topics of a sandbox that are not there yet, before the first record is written: not of a dry run, and not
   * again when a job goes on. The plan it answers has their ids. Of other targets it answers the plan as it is.
   */
  prepareTargets(planned: PlannedReplay, signal: AbortSignal): Promise<PlannedReplay>
}

/** Where shaped records go, other than Kafka: a file, an endpoint. */
export interface ReplaySink {
  /** Resolves when they are safe, in their order; rejects with the fault of the first that is not. */
  write(records: readonly { source: SourceRecord; shaped: NewRecord }[], signal: AbortSignal): Promise<void>
  /** `complete`: the job is through. */
  close(complete: boolean): Promise<void>
}

/** Opens sinks of jobs, and finds what they wrote. */
export interface ReplaySinks {
  /**
   * For a target that is a file or an endpoint; a file that a job began before is gone on with, behind what it says is
   * safe. Rejects with `BAD_REQUEST` for an endpoint that the configuration does not have (any more).
   */
  open(target: ReplayTarget, replayId: string): Promise<ReplaySink>
  /** The file that a job wrote; null where there is none. */
  file(replayId: string): Promise<{ path: string; name: string; mediaType: string } | null>
}
