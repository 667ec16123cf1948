import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ENDED_STATES,
  type ReplayJob,
  type ReplayList,
  type ReplayStart,
  type ReplaySummary,
} from '@sluice/shared/replay-job'
import { AppError } from '#http/app-error.ts'
import type { ReplayJobTable } from '#store/replay-jobs.ts'
import type { RunningReplay } from '../plan/planner-deps.ts'
import { targetClusterOf } from '../replay-parts.ts'
import { FAILURE_FILE, FailureFile } from './failure-file.ts'
import type { JobAudit } from './job-audit.ts'
import { mustMayStart, newRecord, sameRequest, wrongState } from './job-gate.ts'
import type { JobRecord } from './job-record.ts'
import { JobShelf } from './job-shelf.ts'
import { NO_RATES, toJob, toSummary } from './job-summary.ts'
import { LiveJob } from './live-job.ts'
import { lookAround } from './look-around.ts'
import { isKafka, type SessionDeps } from './session-deps.ts'

export interface ReplayJobsDeps extends SessionDeps {
  table: ReplayJobTable
  audit: JobAudit
  /** Of all jobs; each has one of its own in it. */
  folder: string
  onError(event: string, error: unknown): void
  now?: () => number
  /** Names this process. */
  owner: string
}

/** Under way at once: each reads and writes as fast as it may. */
const RUNNING_MAX = 4
const LISTED = 50
const KEPT = 500

/** Jobs of replay: begins them, lets people stop them and go on, and keeps what they did. */
export class ReplayJobs {
  readonly #deps: ReplayJobsDeps
  readonly #now: () => number
  readonly #shelf: JobShelf
  readonly #live = new Map<string, LiveJob>()
  /** Requests under an idempotency key that are being begun. */
  readonly #starting = new Map<string, Promise<JobRecord>>()
  #beginning = 0
  /** Jobs that are held against their source at the moment. */
  readonly verifying = new Set<string>()
  readonly #listeners = new Set<(record: JobRecord) => void>()

  constructor(deps: ReplayJobsDeps) {
    this.#deps = deps
    this.#now = deps.now ?? Date.now
    this.#shelf = new JobShelf(deps.table, deps.owner, this.#now)
  }

  /** Told of every job that changed. */
  onChange(listener: (summary: ReplaySummary) => void): () => void {
    const told = (record: JobRecord) => listener(this.#summary(record))
    this.#listeners.add(told)
    return () => this.#listeners.delete(told)
  }

  /** Those that run. */
  running(cluster: string): ReplaySummary[] {
    return [...this.#live.values()]
      .filter(({ record }) => record.cluster === cluster)
      .map(({ record }) => this.#summary(record))
  }

  /** What writes to topics at the moment. */
  writing(): RunningReplay[] {
    return [...this.#live.values()]
      .filter(({ record }) => record.mode === 'run' && isKafka(record.plan.spec.target))
      .map(({ record: { cluster, plan } }) => ({
        cluster,
        sources: plan.spec.source.topics,
        targetCluster: targetClusterOf(cluster, plan.spec.target),
        targets: plan.targets.map(({ topic }) => topic),
      }))
  }

  /** Begins a job; under an idempotency key at most one. Throws where nothing was begun. */
  async start(
    cluster: string,
    request: ReplayStart,
    options: { key: string | null; parent: string | null; signal: AbortSignal },
  ): Promise<ReplayJob> {
    const { key } = options
    if (key === null) return toJob(await this.#begin(cluster, request, options))
    const name = `${cluster} ${key}`
    const known = this.#starting.get(name)
    if (known !== undefined) return toJob(sameRequest(await known, request))
    const before = this.#deps.table.findByKey(cluster, key)
    if (before !== null) return toJob(sameRequest(this.record(cluster, before), request))
    const begun = this.#begin(cluster, request, options)
    this.#starting.set(name, begun)
    try {
      return toJob(await begun)
    } finally {
      this.#starting.delete(name)
    }
  }

  get(cluster: string, id: string): ReplayJob {
    const live = this.#live.get(id)
    return toJob(this.record(cluster, id), live?.meter.rates() ?? NO_RATES)
  }

  list(cluster: string, before: string | null): ReplayList {
    const { ids, next } = this.#deps.table.page(cluster, before, LISTED)
    return { replays: ids.map((id) => this.#summary(this.record(cluster, id))), next }
  }

  /** Throws `REPLAY_NOT_FOUND`. */
  record(cluster: string, id: string): JobRecord {
    const live = this.#live.get(id)?.record
    const record = live?.cluster === cluster ? live : this.#shelf.read(cluster, id)
    if (record !== null) return this.#withVerify(record)
    throw new AppError('REPLAY_NOT_FOUND', `There is no replay job "${id}" of cluster "${cluster}".`)
  }

  /** Nothing is written any more when it resolves. Throws `REPLAY_STATE`. */
  async pause(cluster: string, id: string): Promise<ReplayJob> {
    const live = this.#live.get(id)
    const record = this.record(cluster, id)
    if (live === undefined) throw wrongState(record, 'paused', 'running')
    await live.stop('person')
    this.#deps.audit.add('pause', live.record)
    return this.get(cluster, id)
  }

  async abort(cluster: string, id: string): Promise<ReplayJob> {
    const record = this.record(cluster, id)
    const live = this.#live.get(id)
    if (live !== undefined) await live.stop('abort')
    else {
      if (record.state !== 'paused' && record.state !== 'interrupted')
        throw wrongState(record, 'aborted', 'running, paused or interrupted')
      record.state = 'aborted'
      record.hold = null
      record.endedAt = this.#now()
      this.#keep(record, null)
      this.#tell(record)
    }
    this.#deps.audit.add('abort', this.record(cluster, id))
    return this.get(cluster, id)
  }

  /** Lets a job go on from its checkpoint. */
  async resume(cluster: string, id: string): Promise<ReplayJob> {
    const record = this.record(cluster, id)
    if (record.state !== 'paused' && record.state !== 'interrupted')
      throw wrongState(record, 'resumed', 'paused or interrupted')
    this.#mustHaveRoom()
    this.#mustMayWrite(record)
    const planned = this.#deps.planner.restore(cluster, record.plan)
    if (record.hold?.kind === 'fault' && record.hold.fault.code === 'OFFSET_OUT_OF_RANGE')
      record.gapsAccepted = true
    record.state = 'running'
    record.hold = null
    record.fault = null
    this.#keep(record, this.#deps.owner)
    this.#launch(record, planned, true)
    this.#deps.audit.add('resume', record)
    return this.get(cluster, id)
  }

  /** Changes what is kept of a job that does not run. */
  change(record: JobRecord, change: (record: JobRecord) => void): void {
    const current = this.record(record.cluster, record.id)
    change(current)
    if (!this.#live.has(record.id)) this.#keep(current, null)
    this.#tell(current)
  }

  folderOf(id: string): string {
    return join(this.#deps.folder, id)
  }

  failureFile(id: string): string {
    return join(this.folderOf(id), FAILURE_FILE)
  }

  /** Jobs whose runner is no more are interrupted: nothing goes on by itself. */
  recover(): void {
    for (const record of this.#shelf.abandon()) {
      this.#deps.audit.add('interrupted', record)
      this.#tell(record)
    }
  }

  /** Ends what runs; each stands where it got to, as interrupted. */
  async shutdown(): Promise<void> {
    await Promise.all([...this.#live.values()].map(async (live) => await live.stop('shutdown')))
  }

  async #begin(
    cluster: string,
    request: ReplayStart,
    { key, parent, signal }: { key: string | null; parent: string | null; signal: AbortSignal },
  ): Promise<JobRecord> {
    this.#mustHaveRoom()
    this.#beginning += 1
    try {
      const { planner } = this.#deps
      const confirmed = await planner.confirm(cluster, request.plan, request.mode, signal)
      mustMayStart(confirmed.plan, request)
      const dry = request.mode === 'dry-run'
      const at = this.#now()
      const asked = newRecord({ cluster, plan: confirmed.plan, request, parent, at })
      if (!dry) this.#mustMayWrite(asked)
      const planned = dry ? confirmed : await planner.prepareTargets(confirmed, signal)
      const record = { ...asked, plan: planned.plan }
      await lookAround(record, (name) => this.#deps.gateway(name), signal)
      this.#shelf.insert(record, key)
      this.#deps.audit.add('start', record)
      this.#launch(record, planned, false)
      await this.#trim(cluster)
      return record
    } finally {
      this.#beginning -= 1
    }
  }

  #launch(record: JobRecord, planned: ConstructorParameters<typeof LiveJob>[2], resume: boolean): void {
    const { audit, owner } = this.#deps
    const live = new LiveJob(
      {
        ...this.#deps,
        side: new FailureFile(this.folderOf(record.id)),
        now: this.#now,
        save: (of, lanes, lasting) =>
          this.#shelf.save(of, lanes, { lasting, from: owner, owner: of.state === 'running' ? owner : null }),
        changed: (of) => this.#tell(of),
      },
      record,
      planned,
      { resume },
    )
    this.#live.set(record.id, live)
    this.#tell(record)
    void live.over.then(() => {
      this.#live.delete(record.id)
      if (ENDED_STATES.includes(record.state) && record.state !== 'aborted') audit.add('end', record)
      else if (record.hold?.kind === 'fault' || record.fault !== null) audit.add('halted', record)
    })
  }

  async #trim(cluster: string): Promise<void> {
    try {
      for (const id of this.#deps.table.trim(cluster, KEPT, ENDED_STATES))
        await rm(this.folderOf(id), { recursive: true, force: true })
    } catch (error) {
      this.#deps.onError('replay-not-trimmed', error)
    }
  }

  #mustHaveRoom(): void {
    if (this.#live.size + this.#beginning < RUNNING_MAX) return
    throw new AppError(
      'TOO_MANY_STREAMS',
      `${RUNNING_MAX} replay jobs are under way, which is as many as this Sluice runs at once. Nothing was begun; pause one, or wait for one to end.`,
    )
  }

  /** Throws `READ_ONLY`. */
  #mustMayWrite({ cluster, plan, mode }: JobRecord): void {
    if (mode === 'run' && isKafka(plan.spec.target))
      this.#deps.writer(targetClusterOf(cluster, plan.spec.target))
  }

  /** What was being verified when Sluice ended is not verified any more. */
  #withVerify(record: JobRecord): JobRecord {
    if (record.verify?.state !== 'running' || this.verifying.has(record.id)) return record
    const fault = { code: 'SHUTTING_DOWN' as const, message: 'Sluice ended while it verified; verify again.' }
    return { ...record, verify: { ...record.verify, state: 'failed', fault } }
  }

  /** Of a job that nobody runs: another Sluice on the same folder may have been faster. */
  #keep(record: JobRecord, owner: string | null): void {
    if (this.#shelf.save(record, [], { lasting: true, from: null, owner })) return
    throw wrongState(record, 'changed here', 'let go by the other Sluice that has it now')
  }

  #summary(record: JobRecord): ReplaySummary {
    return toSummary(record, this.#live.get(record.id)?.meter.rates() ?? NO_RATES)
  }

  #tell(record: JobRecord): void {
    for (const listener of this.#listeners) listener(record)
  }
}
