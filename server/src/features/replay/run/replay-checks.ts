import type { ReplaySpec, ReplayTarget } from '@sluice/shared/replay'
import { REPLAY_RECORDS_MAX } from '@sluice/shared/replay'
import type { ReplayJob, ReplayVerify } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { AppError } from '#http/app-error.ts'
import { failedPlaces } from './failed-places.ts'
import { wrongState } from './job-gate.ts'
import type { JobRecord } from './job-record.ts'
import type { ReplayJobs } from './replay-jobs.ts'
import { isKafka, type SessionDeps } from './session-deps.ts'
import { endOfFault } from './session-end.ts'
import { verifyJob } from './verify-job.ts'

export interface ReplayChecksDeps extends SessionDeps {
  jobs: ReplayJobs
  /** Plans anew. */
  plan(cluster: string, spec: ReplaySpec, signal: AbortSignal): Promise<ReplayPlan>
  onError(event: string, error: unknown): void
  now?: () => number
}

/** Each reads as much as the job did. */
const VERIFYING_MAX = 2
/** Failures beyond so many are not told from records that are missing. */
const FAILED_MAX = 200_000
const PARENTS_MAX = 200

/** What is done with a job that does not run: it is held against its source, and its failed records are planned anew. */
export class ReplayChecks {
  readonly #deps: ReplayChecksDeps
  readonly #now: () => number
  readonly #verifying = new Map<string, AbortController>()
  /** Of plans of failed records, whose they are. */
  readonly #parents = new Map<string, string>()

  constructor(deps: ReplayChecksDeps) {
    this.#deps = deps
    this.#now = deps.now ?? Date.now
  }

  /** The job whose failed records a plan is of. */
  parentOf(plan: string): string | null {
    return this.#parents.get(plan) ?? null
  }

  /** Begins to verify; the job tells how it ends. Throws `REPLAY_STATE`. */
  verify(cluster: string, id: string): ReplayJob {
    const { jobs } = this.#deps
    const record = jobs.directory.record(cluster, id)
    if (record.state === 'running') throw wrongState(record, 'verified', 'paused or ended')
    if (record.mode === 'dry-run' || !isKafka(record.plan.spec.target))
      throw new AppError('BAD_REQUEST', `Job "${id}" wrote nothing to Kafka that could be read back.`)
    if (!this.#verifying.has(id)) {
      if (this.#verifying.size >= VERIFYING_MAX)
        throw new AppError(
          'TOO_MANY_STREAMS',
          `${VERIFYING_MAX} jobs are being verified, which is as many as this Sluice does at once. Try again in a moment.`,
        )
      this.#begin(record)
    }
    return jobs.directory.get(cluster, id)
  }

  /** A plan of the records that failed, of the same kind as the job’s. */
  async retry(cluster: string, id: string, signal: AbortSignal): Promise<ReplayPlan> {
    const record = this.#deps.jobs.directory.record(cluster, id)
    if (record.state === 'running') throw wrongState(record, 'tried again', 'paused or ended')
    const { places, whole } = await failedPlaces(this.#deps.jobs.folderOf(id), REPLAY_RECORDS_MAX)
    if (places.length === 0)
      throw new AppError('BAD_REQUEST', `No record of job "${id}" failed: there is nothing to try again.`)
    if (!whole)
      throw new AppError(
        'BAD_REQUEST',
        `More than ${REPLAY_RECORDS_MAX} records of job "${id}" failed, more than can be named one by one. Mend what they failed for and plan the range anew.`,
      )
    const { spec } = record.plan
    const { partitions: _, to: __, ...source } = spec.source
    const topics = [...new Set(places.map(({ topic }) => topic))]
    const again: ReplaySpec = {
      ...spec,
      source: { ...source, topics, from: { oldest: true }, records: places },
      target: targetOf(spec.target, topics, id),
    }
    const plan = await this.#deps.plan(cluster, again, signal)
    this.#parents.set(plan.plan, id)
    for (const [old] of this.#parents) {
      if (this.#parents.size <= PARENTS_MAX) break
      this.#parents.delete(old)
    }
    return plan
  }

  /** Ends what is being verified: it is told as failed. */
  stop(): void {
    for (const controller of this.#verifying.values())
      controller.abort(new AppError('SHUTTING_DOWN', 'Sluice ended meanwhile; verify again.'))
  }

  #begin(record: JobRecord): void {
    const { jobs, planner, onError } = this.#deps
    const controller = new AbortController()
    this.#verifying.set(record.id, controller)
    jobs.directory.verifying.add(record.id)
    const tell = (verify: ReplayVerify): void =>
      jobs.change(record, (current) => {
        current.verify = verify
      })
    tell(unknown('running', this.#now(), null))
    const work = async (): Promise<ReplayVerify> => {
      const { places } = await failedPlaces(jobs.folderOf(record.id), FAILED_MAX)
      return await verifyJob(this.#deps, {
        ...{ record, failed: places, signal: controller.signal, now: this.#now },
        planned: planner.restore(record.cluster, record.plan),
      })
    }
    work()
      .catch((error: unknown) => {
        const { fault, hold, unforeseen } = endOfFault(controller.signal.reason ?? error)
        if (unforeseen !== null) onError('replay-verify-failed', unforeseen)
        return unknown('failed', this.#now(), fault ?? (hold?.kind === 'fault' ? hold.fault : null))
      })
      .then((verify) => {
        this.#verifying.delete(record.id)
        jobs.directory.verifying.delete(record.id)
        tell(verify)
      })
      .catch((error: unknown) => onError('replay-verify-failed', error))
  }
}

function unknown(state: ReplayVerify['state'], at: number, fault: ReplayVerify['fault']): ReplayVerify {
  const nothing = { expected: null, found: null, equal: null, missing: null, duplicates: null, note: null }
  return { state, at, ...nothing, examples: [], fault }
}

/** What was to be made is there by now. */
function targetOf(target: ReplayTarget, topics: readonly string[], id: string): ReplayTarget {
  if (target.kind !== 'sandbox') return target
  const [only] = topics
  const pair = target.topics.find(({ source }) => source === only)
  if (topics.length === 1 && pair !== undefined) return { kind: 'topic', topic: pair.target }
  throw new AppError(
    'BAD_REQUEST',
    `The failed records of job "${id}" are of several topics (${topics.join(', ')}), each with a sandbox of its own. Plan them topic by topic.`,
  )
}
