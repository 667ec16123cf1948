import type { ReplayJob, ReplayList, ReplaySummary } from '@sluice/shared/replay-job'
import { AppError } from '#http/app-error.ts'
import type { ReplayJobTable } from '#store/replay-jobs.ts'
import type { RunningReplay } from '../plan/planner-deps.ts'
import { targetClusterOf } from '../replay-parts.ts'
import type { JobRecord } from './job-record.ts'
import type { JobShelf } from './job-shelf.ts'
import { NO_RATES, toJob, toSummary } from './job-summary.ts'
import type { LiveJob } from './live-job.ts'
import { isKafka } from './session-deps.ts'

const LISTED = 50

/** All jobs as they can be looked at: those that run here from memory, the others as they are kept. */
export class JobDirectory {
  readonly live = new Map<string, LiveJob>()
  /** Jobs that are held against their source at the moment. */
  readonly verifying = new Set<string>()
  readonly #table: ReplayJobTable
  readonly #shelf: JobShelf
  readonly #listeners = new Set<(record: JobRecord) => void>()

  constructor(table: ReplayJobTable, shelf: JobShelf) {
    this.#table = table
    this.#shelf = shelf
  }

  /** Told of every job that changed. */
  onChange(listener: (summary: ReplaySummary) => void): () => void {
    const told = (record: JobRecord) => listener(this.#summary(record))
    this.#listeners.add(told)
    return () => this.#listeners.delete(told)
  }

  tell(record: JobRecord): void {
    for (const listener of this.#listeners) listener(record)
  }

  /** Those that run. */
  running(cluster: string): ReplaySummary[] {
    return [...this.live.values()]
      .filter(({ record }) => record.cluster === cluster)
      .map(({ record }) => this.#summary(record))
  }

  /** What writes to topics at the moment. */
  writing(): RunningReplay[] {
    return [...this.live.values()]
      .filter(({ record }) => record.mode === 'run' && isKafka(record.plan.spec.target))
      .map(({ record: { cluster, plan } }) => ({
        cluster,
        sources: plan.spec.source.topics,
        targetCluster: targetClusterOf(cluster, plan.spec.target),
        targets: plan.targets.map(({ topic }) => topic),
      }))
  }

  get(cluster: string, id: string): ReplayJob {
    return toJob(this.record(cluster, id), this.live.get(id)?.meter.rates() ?? NO_RATES)
  }

  list(cluster: string, before: string | null): ReplayList {
    const { ids, next } = this.#table.page(cluster, before, LISTED)
    return { replays: ids.map((id) => this.#summary(this.record(cluster, id))), next }
  }

  /** Throws `REPLAY_NOT_FOUND`. */
  record(cluster: string, id: string): JobRecord {
    const live = this.live.get(id)?.look()
    const record = live?.cluster === cluster ? live : this.#shelf.read(cluster, id)
    if (record !== null) return this.#withVerify(record)
    throw new AppError('REPLAY_NOT_FOUND', `There is no replay job "${id}" of cluster "${cluster}".`)
  }

  #summary(record: JobRecord): ReplaySummary {
    return toSummary(record, this.live.get(record.id)?.meter.rates() ?? NO_RATES)
  }

  /** What was being verified when Sluice ended is not verified any more. */
  #withVerify(record: JobRecord): JobRecord {
    if (record.verify?.state !== 'running' || this.verifying.has(record.id)) return record
    const fault = { code: 'SHUTTING_DOWN' as const, message: 'Sluice ended while it verified; verify again.' }
    return { ...record, verify: { ...record.verify, state: 'failed', fault } }
  }
}
