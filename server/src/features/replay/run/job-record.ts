import type { ItemFault } from '@sluice/shared/errors'
import type {
  ReplayHold,
  ReplayJob,
  ReplayLane,
  ReplayMode,
  ReplayResumed,
  ReplayState,
  ReplayVerify,
  ReplayWritten,
} from '@sluice/shared/replay-job'
import type { ReplayPlan, ReplayWarningCode } from '@sluice/shared/replay-plan'
import type { Floor } from './written-book.ts'

/** A topic that must stay what it is while a job runs. */
export interface WatchedTopic {
  cluster: string
  topic: string
  topicId: string | null
  partitions: number
}

/** All that is known of a job: what is kept of it, and what its page shows. */
export interface JobRecord {
  id: string
  cluster: string
  mode: ReplayMode
  plan: ReplayPlan
  state: ReplayState
  hold: ReplayHold | null
  fault: ItemFault | null
  who: string
  why: string
  accepted: ReplayWarningCode[]
  startedAt: number
  endedAt: number | null
  parent: string | null
  lanes: ReplayLane[]
  writtenTo: ReplayWritten[]
  resumed: ReplayResumed[]
  verify: ReplayVerify | null
  failures: ReplayJob['failures']
  file: boolean
  /** From where on the target may have records of it that it does not know of. */
  floors: Floor[]
  /** It was ended, or is running, with records on their way: what it knows may be less than what there is. */
  dirty: boolean
  /** Records that were on their way when it was ended; null: not known. */
  inFlight: number | null
  watched: WatchedTopic[]
  /** A person went on behind records that are gone. */
  gapsAccepted: boolean
  canaryDone: boolean
  /** All that was asked for, to know a repeated request. */
  print: string
}

/** What is kept beside the plan and the lanes. */
export type JobBody = Omit<JobRecord, 'plan' | 'lanes' | 'id' | 'cluster' | 'state' | 'startedAt'>

export function bodyOf(record: JobRecord): JobBody {
  const { plan: _, lanes: __, id: ___, cluster: ____, state: _____, startedAt: ______, ...body } = record
  return body
}
