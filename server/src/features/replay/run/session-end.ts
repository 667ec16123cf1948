import type { ItemFault } from '@sluice/shared/errors'
import type { ReplayHold, ReplayState } from '@sluice/shared/replay-job'
import { AppError } from '#http/app-error.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { LogCutError } from './fetch-lane.ts'

/** What a job is in when a session of it is over. */
export interface SessionEnd {
  state: Exclude<ReplayState, 'running' | 'completed-with-gaps'>
  hold: ReplayHold | null
  fault: ItemFault | null
  /** What nobody foresaw, for the log. */
  unforeseen: unknown
}

/** Why a session is asked to end. */
export type StopReason = 'person' | 'canary' | 'abort' | 'shutdown' | 'lease'

/** Something that no waiting mends: the job has failed. */
export class ReplayFailure extends AppError {}

export function tooManyFailed(words: string): ReplayFailure {
  return new ReplayFailure(
    'RECORD_REFUSED',
    `Too many records failed, so the job ended itself: ${words}. The side file says which and why.`,
  )
}

/** Nothing that is chosen is there (any more), or what was chosen makes no sense. */
const FATAL: readonly string[] = [
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'RECORD_CORRUPT',
  'BAD_REQUEST',
  'FILTER_INVALID',
  'NOT_SUPPORTED',
]

/** What a failure makes of the job: only a person lets it go on, and where that cannot help it has failed. */
export function endOfFault(error: unknown): SessionEnd {
  if (error instanceof LogCutError)
    return {
      state: 'failed',
      hold: null,
      fault: { code: 'OFFSET_OUT_OF_RANGE', message: error.message },
      unforeseen: null,
    }
  if (error instanceof AppError || error instanceof KafkaFault) {
    const { code, message } = error
    const fault = { code, message }
    if (error instanceof ReplayFailure || FATAL.includes(code))
      return { state: 'failed', hold: null, fault, unforeseen: null }
    if (code === 'PRODUCER_FENCED') return { state: 'interrupted', hold: null, fault, unforeseen: null }
    return { state: 'paused', hold: { kind: 'fault', fault }, fault: null, unforeseen: null }
  }
  const message = 'Something went wrong inside Sluice; its log tells more. What was written stays written.'
  return { state: 'failed', hold: null, fault: { code: 'INTERNAL', message }, unforeseen: error }
}

export function endOfStop(reason: StopReason, canary: number | null): SessionEnd {
  const none = { hold: null, fault: null, unforeseen: null }
  if (reason === 'abort') return { state: 'aborted', ...none }
  if (reason === 'shutdown' || reason === 'lease') return { state: 'interrupted', ...none }
  if (reason === 'canary')
    return { ...none, state: 'paused', hold: { kind: 'canary', records: `${canary ?? 0}` } }
  return { ...none, state: 'paused', hold: { kind: 'person' } }
}
