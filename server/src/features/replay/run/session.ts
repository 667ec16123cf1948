import { setImmediate as breathe } from 'node:timers/promises'
import type { ReplayHold } from '@sluice/shared/replay-job'
import { type CopyItem, type PassItem, sizeOf } from './lane-item.ts'
import type { RunningLane } from './lane-picker.ts'
import { addCounts } from './lane-progress.ts'
import type { Parcel } from './parcel.ts'
import { endOfFault, endOfStop, type SessionEnd, type StopReason, tooManyFailed } from './session-end.ts'
import type { SessionParts } from './session-parts.ts'

const TURN_RECORDS = 512
const TURN_BYTES = 1024 * 1024
/** A loop that waits looks around this often. */
const LOOK_MS = 250
/** A pause is to be effective within a second. */
const DRAIN_MS = 700

/** One stretch of a job's life in which it writes: from a checkpoint until it is through, or something stops it. */
export class ReplaySession {
  readonly #parts: SessionParts
  #canaryLeft: number | null
  #stopped: { reason: StopReason; at: number } | null = null
  #fault: { error: unknown } | null = null
  #hold: ReplayHold | null = null
  #clean = false

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#canaryLeft = parts.canaryLeft
  }

  /** Why it does not write at the moment, though it runs. */
  get hold(): ReplayHold | null {
    return this.#hold
  }

  /** When it is over: whether nothing may have been written that it does not know of. */
  get clean(): boolean {
    return this.#clean
  }

  stop(reason: StopReason): void {
    this.#stopped ??= { reason, at: this.#parts.now() }
    this.#parts.wake.ring()
  }

  /** Something it stands on broke. */
  fail(error: unknown): void {
    this.#fault ??= { error }
    this.#parts.wake.ring()
  }

  onSettled(parcel: Parcel): void {
    this.#parts.errorShare.count(parcel.records - parcel.failed, false)
    if (this.#parts.transaction === null) this.#parts.publish()
    this.#parts.wake.ring()
  }

  async run(): Promise<SessionEnd> {
    const { pace, picker, now } = this.#parts
    pace.restart(now())
    picker.restart(now())
    try {
      await this.#work()
      await this.#drain()
    } catch (error) {
      this.fail(error)
    }
    return await this.#end()
  }

  async #work(): Promise<void> {
    const { outbox, pace, wake, now, transaction } = this.#parts
    while (this.#stopped === null && this.#fault === null) {
      outbox.tidy()
      if (transaction?.due) await this.#commit()
      if (await this.#held()) continue
      const wait = outbox.full ? LOOK_MS : pace.wait(now())
      if (wait > 0) {
        await wake.sleep(Math.min(wait, LOOK_MS))
        continue
      }
      if (this.#canaryLeft === 0) return this.stop('canary')
      this.#feed()
      const next = await this.#turn()
      if (next === 'ended') return
      if (!pace.unlimited || next !== 'more') outbox.flush()
      if (next === 'more') await breathe()
      else await wake.sleep(Math.min(next, LOOK_MS))
    }
  }

  /** Takes what may go now: whether there is more, how long to wait for it, or that there is nothing more. */
  async #turn(): Promise<'more' | 'ended' | number> {
    const { picker, pace, outbox, now } = this.#parts
    const records = Math.min(TURN_RECORDS, pace.recordsPerTurn, this.#canaryLeft ?? Number.POSITIVE_INFINITY)
    const bytes = Math.min(TURN_BYTES, pace.bytesPerTurn)
    let [took, size] = [0, 0]
    let next: 'more' | 'ended' | number = 'more'
    while (took < records && size < bytes && !outbox.full && this.#fault === null) {
      const pick = picker.pick(now())
      if (pick.kind !== 'lane') {
        next = pick.kind === 'ended' ? 'ended' : pick.kind === 'later' ? pick.ms : LOOK_MS
        break
      }
      const part = await this.#take(pick.lane, records - took)
      took += part.records
      size += part.bytes
    }
    if (took > 0) pace.paid(now(), took, size)
    if (this.#canaryLeft !== null) this.#canaryLeft -= took
    return next
  }

  async #take(lane: RunningLane, left: number): Promise<{ records: number; bytes: number }> {
    const { outbox, picker, now } = this.#parts
    const { source, progress } = lane
    const item = source.head
    if (item === undefined) return { records: 0, bytes: 0 }
    if (item.kind === 'pass') {
      source.shift()
      await this.#pass(lane, item)
      return { records: 0, bytes: 0 }
    }
    if (item.kind === 'copy' && !this.#mayCopy(item, left)) {
      await source.open(item)
      return { records: 0, bytes: 0 }
    }
    source.shift()
    picker.taken(item, now())
    if (item.kind === 'copy') {
      const { recordCount } = item.batch.header
      return { records: recordCount, bytes: outbox.copy(item, progress) }
    }
    outbox.makeRoom(item.target, sizeOf(item.record))
    return { records: 1, bytes: outbox.add(item, progress) }
  }

  /** A batch goes whole or not at all: one that is too much for a turn is opened. */
  #mayCopy(item: CopyItem, left: number): boolean {
    const { pace, takes } = this.#parts
    const { recordCount } = item.batch.header
    if (this.#canaryLeft !== null && recordCount > left) return false
    return recordCount <= Math.max(1, pace.recordsPerTurn * COPIED_TURNS) && takes(item)
  }

  async #pass({ progress }: RunningLane, { until, counts, failures }: PassItem): Promise<void> {
    const { outbox, errorShare, transaction, publish } = this.#parts
    if (failures.length > 0) await this.#parts.fail(failures)
    errorShare.count(failures.length, true)
    const open = outbox.openStretch(progress)
    const stretch = open ?? progress.take(until)
    stretch.until = until
    addCounts(stretch.counts, counts)
    if (open === null) progress.settle(stretch)
    if (transaction === null) publish()
    this.checkShare()
  }

  checkShare(): void {
    const { errorShare } = this.#parts
    if (errorShare.exceeded) this.fail(tooManyFailed(errorShare.words))
  }

  /** Has every lane that has given out what it had read on. */
  #feed(): void {
    const { picker, wake } = this.#parts
    for (const { source } of picker.hungry())
      source
        .refill()
        .catch((error: unknown) => this.fail(error))
        .finally(() => wake.ring())
  }

  async #held(): Promise<boolean> {
    const { holdup, outbox, wake, pace, picker, now } = this.#parts
    const hold = holdup()
    const changed = JSON.stringify(hold) !== JSON.stringify(this.#hold)
    this.#hold = hold
    if (changed) this.#parts.publish()
    if (hold === null || hold.kind === 'throttled') return false
    outbox.flush()
    await wake.sleep(LOOK_MS)
    pace.restart(now())
    picker.restart(now())
    return true
  }

  async #commit(): Promise<void> {
    const { outbox, transaction, publish } = this.#parts
    outbox.flush()
    await this.#settled()
    if (this.#fault !== null || !outbox.idle) return
    if (transaction !== null && (await this.#ends(transaction.commit()))) publish()
  }

  /** False where a pause cannot wait for it: the next session finds out how it ended. */
  async #ends(commit: Promise<void>): Promise<boolean> {
    const { wake } = this.#parts
    let over = false
    commit.then(
      () => {
        over = true
        wake.ring()
      },
      (error: unknown) => this.fail(error),
    )
    while (!over && this.#fault === null && !this.#late) await wake.sleep(LOOK_MS)
    return over
  }

  /** A pause cannot wait any longer. */
  get #late(): boolean {
    return this.#stopped !== null && this.#parts.now() - this.#stopped.at > DRAIN_MS
  }

  /** Sends what was taken up, and waits for it. */
  async #drain(): Promise<void> {
    if (this.#fault !== null) return
    if (this.#parts.transaction !== null) return await this.#commit()
    this.#parts.outbox.flush()
    await this.#settled()
  }

  /** Nothing is on its way any more, or a pause cannot wait any longer. */
  async #settled(): Promise<void> {
    const { outbox, wake } = this.#parts
    while (!outbox.idle && this.#fault === null && !this.#late) await wake.sleep(20)
  }

  /** Where something broke, what else was on its way may still come in. */
  async #quiet(): Promise<void> {
    const { outbox, wake, now } = this.#parts
    const until = now() + DRAIN_MS
    while (!outbox.idle && now() < until) await wake.sleep(20)
  }

  async #end(): Promise<SessionEnd> {
    const { outbox, lanes, reading, transaction, canaryLeft, publish } = this.#parts
    reading.abort()
    outbox.drop()
    if (this.#fault !== null) await this.#quiet()
    const all = lanes.every(
      ({ source, progress }) => source.ended && progress.clean && progress.next === progress.to,
    )
    this.#clean = outbox.idle && lanes.every(({ progress }) => progress.clean)
    this.#hold = null
    // What a transaction left open holds is in no published checkpoint, and the next producer of its id ends it.
    if (transaction === null) publish()
    else this.#clean &&= !transaction.open
    const reason = this.#stopped?.reason ?? null
    // At the end of the process things break that a job stands on: that is no fault of the job.
    if (reason === 'shutdown' || reason === 'abort') return endOfStop(reason, canaryLeft)
    if (this.#fault !== null) return endOfFault(this.#fault.error)
    if (all && this.#clean) return { state: 'completed', hold: null, fault: null, unforeseen: null }
    return endOfStop(this.#stopped?.reason ?? 'person', canaryLeft)
  }
}

const COPIED_TURNS = 5
