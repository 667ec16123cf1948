import type { FilterRunner } from '#features/messages/filter/cel-check.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import type { PlannedReplay, ReplayPlanner, ReplaySinks } from '../replay-parts.ts'
import type { FailureFile } from './failure-file.ts'
import type { JobRecord } from './job-record.ts'
import type { OffsetSet } from './offset-set.ts'
import type { WrittenBook } from './written-book.ts'

/** Whom a job asks, and who does what. */
export interface SessionDeps {
  planner: ReplayPlanner
  sinks: ReplaySinks
  filters: FilterRunner
  /** Throws `CLUSTER_NOT_FOUND`. */
  gateway(cluster: string): KafkaGateway
  /** Throws `READ_ONLY`. */
  writer(cluster: string): KafkaWriter
}

/** How a session ended: whether the job is through, and whether nothing may be on its way. */
export interface SessionClose {
  complete: boolean
  clean: boolean
}

/** What a session begins with. */
export interface SessionStart {
  record: JobRecord
  planned: PlannedReplay
  /** Found in the target by what a resume looked for there: they are not written again. */
  skip: ReadonlyMap<string, OffsetSet> | null
  written: WrittenBook
  side: FailureFile
  now: () => number
}

/** Whether it is written to topics. */
export function isKafka({ kind }: JobRecord['plan']['spec']['target']): boolean {
  return kind !== 'file' && kind !== 'http'
}
