import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ENDED_STATES, type ReplayJob, type ReplayStart } from '@sluice/shared/replay-job'
import { AppError } from '#http/app-error.ts'
import type { ReplayJobTable } from '#store/replay-jobs.ts'
import { targetClusterOf } from '../replay-parts.ts'
import { FAILURE_FILE, FailureFile } from './failure-file.ts'
import type { JobAudit } from './job-audit.ts'
import { JobDirectory } from './job-directory.ts'
import { mustMayStart, newRecord, sameRequest, wrongState } from './job-gate.ts'
import type { JobRecord } from './job-record.ts'
import { JobShelf } from './job-shelf.ts'
import { toJob } from './job-summary.ts'
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
const KEPT = 500

/** Jobs of replay: begins them, lets people stop them and go on, and keeps what they did. */
export class ReplayJobs {
  readonly #deps: ReplayJobsDeps
  readonly #now: () => number
  readonly #shelf: JobShelf
  readonly directory: JobDirectory
  /** Requests under an idempotency key that are being begun. */
  readonly #starting = new Map<string, Promise<JobRecord>>()
  #beginning = 0

  constructor(deps: ReplayJobsDeps) {
    this.#deps = deps
    this.#now = deps.now ?? Date.now
    this.#shelf = new JobShelf(deps.table, deps.owner, this.#now)
    this.directory = new JobDirectory(deps.table, this.#shelf)
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
    if (before !== null) return toJob(sameRequest(this.directory.record(cluster, before), request))
    const begun = this.#begin(cluster, request, options)
    this.#starting.set(name, begun)
    try {
      return toJob(await begun)
    } finally {
      this.#starting.delete(name)
    }
  }

  /** Nothing is written any more when it resolves. Throws `REPLAY_STATE`. */
  async pause(cluster: string, id: string): Promise<ReplayJob> {
    const live = this.directory.live.get(id)
    const record = this.directory.record(cluster, id)
    if (live === undefined) throw wrongState(record, 'paused', 'running')
    await live.stop('person')
    this.#deps.audit.add('pause', live.record)
    return this.directory.get(cluster, id)
  }

  async abort(cluster: string, id: string): Promise<ReplayJob> {
    const record = this.directory.record(cluster, id)
    const live = this.directory.live.get(id)
    if (live !== undefined) await live.stop('abort')
    else {
      if (record.state !== 'paused' && record.state !== 'interrupted')
        throw wrongState(record, 'aborted', 'running, paused or interrupted')
      record.state = 'aborted'
      record.hold = null
      record.endedAt = this.#now()
      this.#keep(record, null)
      this.directory.tell(record)
    }
    this.#deps.audit.add('abort', this.directory.record(cluster, id))
    return this.directory.get(cluster, id)
  }

  /** Lets a job go on from its checkpoint. */
  async resume(cluster: string, id: string): Promise<ReplayJob> {
    const record = this.directory.record(cluster, id)
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
    return this.directory.get(cluster, id)
  }

  /** Changes what is kept of a job that does not run. */
  change(record: JobRecord, change: (record: JobRecord) => void): void {
    const current = this.directory.record(record.cluster, record.id)
    change(current)
    if (!this.directory.live.has(record.id)) this.#keep(current, null)
    this.directory.tell(current)
  }

  folderOf(id: string): string {
    return join(this.#deps.folder, id)
  }

  failureFile(id: string): string {
    return join(this.folderOf(id), FAILURE_FILE)
  }

  /**
   * Jobs whose runner is no more are interrupted: nothing goes on by itself. How one ended that could not be kept is tried
   * to be kept again.
   */
  recover(): void {
    for (const live of this.directory.live.values())
      if (live.keepAgain()) this.directory.live.delete(live.record.id)
    for (const record of this.#shelf.abandon()) {
      this.#deps.audit.add('interrupted', record)
      this.directory.tell(record)
    }
  }

  /** Ends what runs; each stands where it got to, as interrupted. */
  async shutdown(): Promise<void> {
    await Promise.all([...this.directory.live.values()].map(async (live) => await live.stop('shutdown')))
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
        changed: (of) => this.directory.tell(of),
      },
      record,
      planned,
      { resume },
    )
    this.directory.live.set(record.id, live)
    this.directory.tell(record)
    void live.over.then(() => {
      if (live.kept) this.directory.live.delete(record.id)
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
    if (this.directory.live.size + this.#beginning < RUNNING_MAX) return
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

  /** Of a job that nobody runs: another Sluice on the same folder may have been faster. */
  #keep(record: JobRecord, owner: string | null): void {
    if (this.#shelf.save(record, [], { lasting: true, from: null, owner })) return
    throw wrongState(record, 'changed here', 'let go by the other Sluice that has it now')
  }
}
