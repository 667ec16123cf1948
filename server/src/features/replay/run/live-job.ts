import { setTimeout as sleep } from 'node:timers/promises'
import { ENDED_STATES } from '@sluice/shared/replay-job'
import type { PlannedReplay } from '../replay-parts.ts'
import { FAILURES_TOLD, type FailureFile, toLine } from './failure-file.ts'
import type { JobRecord } from './job-record.ts'
import { RateMeter } from './job-summary.ts'
import type { Failure } from './lane-item.ts'
import { type OpenSession, openSession } from './open-session.ts'
import { prepareResume } from './prepare-resume.ts'
import type { SessionClose, SessionDeps } from './session-deps.ts'
import { endOfFault, endOfStop, type SessionEnd, type StopReason } from './session-end.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { unlessStopped } from './unless-stopped.ts'
import { watchSession } from './watch-session.ts'
import { keyOf, WrittenBook } from './written-book.ts'

/** What a running job needs of its surroundings. */
export interface LiveJobDeps extends SessionDeps {
  side: FailureFile
  /** Keeps the record; `lasting`: so that it outlasts a loss of power. False: another one has the job now. */
  save(record: JobRecord, lanes: JobRecord['lanes'], lasting: boolean): boolean
  /** There is something new to show. */
  changed(record: JobRecord): void
  onError(event: string, error: unknown): void
  /** Of the wall; what is paced is measured on a clock that is never set. */
  now(): number
}

/** A job is kept, and pages are told, this often at most. */
const TICK_MS = 500
/** And at least this often, to say that somebody runs it. */
const BEAT_MS = 5_000
/** What is still closing holds up no answer. */
const CLOSE_MS = 250

/** A job while it runs in this process: opens its session, keeps what it has done, and says how it ended. */
export class LiveJob {
  readonly record: JobRecord
  readonly meter = new RateMeter()
  /** When it does not run any more and what is known of it is kept. */
  readonly over: Promise<void>
  readonly #deps: LiveJobDeps
  readonly #planned: PlannedReplay
  readonly #preparing = new AbortController()
  #open: OpenSession | null = null
  #stopped: StopReason | null = null
  #changed = new Set<string>()
  #dirtyRecord = false
  #lost = false
  #savedAt = Number.NEGATIVE_INFINITY
  #ended = false
  #kept = true

  constructor(deps: LiveJobDeps, record: JobRecord, planned: PlannedReplay, options: { resume: boolean }) {
    this.#deps = deps
    this.record = record
    this.#planned = planned
    this.over = this.#run(options.resume)
  }

  /** Resolves when nothing is written any more. */
  async stop(reason: StopReason): Promise<void> {
    this.#stopped ??= reason
    this.#preparing.abort()
    this.#open?.session.stop(reason)
    await this.over
  }

  /** As it is now. */
  look(): JobRecord {
    if (!this.#ended && !this.#exactly) this.#take()
    return this.record
  }

  /** In a transaction only what is committed is told. */
  get #exactly(): boolean {
    return this.record.plan.spec.guarantee === 'exactly-once' && this.record.mode === 'run'
  }

  /** Whether what there is to keep of it is kept, or is another one's by now. */
  get kept(): boolean {
    return this.#kept
  }

  /** Where it ended and could not be kept: whether it is now. */
  keepAgain(): boolean {
    if (!this.#ended || this.#kept) return false
    this.#save(true)
    return this.#kept
  }

  async #run(resume: boolean): Promise<void> {
    // Whoever starts it is answered first.
    await Promise.resolve()
    const timer = setInterval(() => this.#tick(), TICK_MS)
    let end: SessionEnd
    let clean = false
    try {
      // To open may take long where a cluster does not answer; whoever stops the job does not wait for it.
      this.#open = await unlessStopped(this.#preparing.signal, this.#openSession(resume), (late) =>
        late.close({ complete: false, clean: true }),
      )
      // What was found is counted once: kept before anything is sent that the next look would find beside it.
      if (resume) this.#keepAsFound()
      end = await this.#work(this.#open)
      clean = this.#open.session.clean
    } catch (error) {
      end = this.#stopped === null ? endOfFault(error) : endOfStop(this.#stopped, null)
    }
    clearInterval(timer)
    if (end.unforeseen !== null) this.#deps.onError('replay-failed', end.unforeseen)
    // Before anything is told: what is on its way may not be sent again behind it.
    await this.#close({ complete: end.state === 'completed', clean })
    this.#finish(end, clean)
  }

  async #openSession(resume: boolean): Promise<OpenSession> {
    const { record } = this
    const { now, side } = this.#deps
    const written = new WrittenBook(record.writtenTo, record.floors)
    const { signal } = this.#preparing
    const prepared = resume ? await prepareResume(this.#deps, record, written, { signal, now }) : null
    signal.throwIfAborted()
    const open = await openSession(
      this.#deps,
      {
        ...{ record, planned: this.#planned, written, side },
        skip: prepared?.skip ?? null,
        now: () => performance.now(),
      },
      {
        publish: () => this.#publish(),
        failed: (failures) => this.#failed(failures),
      },
    )
    if (prepared !== null) {
      record.resumed = [...record.resumed, prepared.resumed].slice(-100)
      const { skip } = prepared
      const floors = record.floors
      if (skip !== null)
        written.keepFloors(floors, () =>
          open.lanes.every((lane) => lane.next > (skip.get(keyOf(lane))?.last ?? -1n)),
        )
      this.#dirtyRecord = true
    }
    record.dirty = true
    return open
  }

  #keepAsFound(): void {
    this.#take()
    this.#save(true)
  }

  async #work(open: OpenSession): Promise<SessionEnd> {
    if (this.#stopped !== null) open.session.stop(this.#stopped)
    const watching = new AbortController()
    const watched = watchSession(this.#deps, this.record, open, watching.signal)
    this.#take()
    const end = await open.session.run()
    watching.abort()
    await watched
    return end
  }

  /** In a transaction only what is committed is told; else whatever is settled, at the next tick. */
  #publish(): void {
    if (this.#exactly) this.#take()
    this.#dirtyRecord = true
  }

  #take(): void {
    if (this.#open !== null) takeSnapshot(this.record, this.#open, this.#changed)
  }

  #failed(failures: readonly Failure[]): void {
    const { record } = this
    const room = FAILURES_TOLD - record.failures.length
    if (room > 0) record.failures = [...record.failures, ...failures.slice(0, room).map(toLine)]
  }

  #tick(): void {
    const { record } = this
    const hold = this.#open?.hold() ?? null
    const news = this.#dirtyRecord || JSON.stringify(hold) !== JSON.stringify(record.hold)
    record.hold = hold
    if (!this.#exactly) this.#take()
    this.meter.sample(performance.now(), record.lanes)
    const { now } = this.#deps
    if (!news && now() - this.#savedAt < BEAT_MS) return
    this.#dirtyRecord = false
    this.#save(false)
    this.#deps.changed(record)
  }

  /** Nobody may write for a job whose state cannot be kept, or that another one has. */
  #save(lasting: boolean): void {
    if (this.#lost) return
    const { record } = this
    const lanes = record.lanes.filter((lane) => this.#changed.has(keyOf(lane)))
    this.#kept = false
    try {
      this.#savedAt = this.#deps.now()
      if (this.#deps.save(record, lanes, lasting)) {
        this.#changed.clear()
        this.#kept = true
        return
      }
      this.#lost = true
      this.#kept = true
      this.#open?.session.stop('lease')
    } catch (error) {
      this.#deps.onError('replay-not-kept', error)
      this.#open?.session.fail(error)
    }
  }

  #finish(end: SessionEnd, clean: boolean): void {
    const { record } = this
    const { state, hold, fault } = end
    if (!this.#exactly) this.#take()
    const gaps = record.lanes.some((lane) => lane.gaps.length > 0)
    record.state = state === 'completed' && gaps ? 'completed-with-gaps' : state
    record.hold = hold
    record.fault = fault
    if (hold?.kind === 'canary') record.canaryDone = true
    // Of a session that did not open nothing was sent: what was not known before is not known now.
    if (this.#open !== null) {
      record.dirty = !clean
      record.inFlight = clean ? 0 : this.#open.inFlight()
    }
    if (ENDED_STATES.includes(record.state)) record.endedAt = this.#deps.now()
    this.#ended = true
    this.#save(true)
    this.#deps.changed(record)
  }

  async #close(end: SessionClose): Promise<void> {
    const closed = this.#open?.close(end).catch((error: unknown) => {
      this.#deps.onError('replay-close-failed', error)
    })
    await Promise.race([closed, sleep(CLOSE_MS)])
  }
}
