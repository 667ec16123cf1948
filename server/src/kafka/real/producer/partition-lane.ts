import type { TopicPartitionId } from '../../calls.ts'
import { deliveryLate, laneEnded, writeUnknownAfterTries } from '../../producer-faults.ts'
import type { EncodedBatch, WrittenBatch } from '../../record-producer.ts'
import type { WriteFault } from '../../write-faults.ts'

/** Of each producer a leader remembers so many batches: by those it knows one that it gets twice (KIP-98). */
const MAX_FLYING = 5
/** Pause before what failed is sent again. */
const PAUSE_MS = 100

/** A batch on its way. */
export interface Parcel {
  batch: EncodedBatch
  /** Of its first record; null until it is sent. */
  sequence: number | null
  /** A leader may have appended it without an answer that says so. */
  maybe: boolean
  deadline: number
  /** What the last attempt met. */
  fault: WriteFault | null
  resolve: (written: WrittenBatch) => void
  reject: (fault: WriteFault) => void
}

/** Sequences go round after 2³¹ − 1. */
function after(sequence: number, records: number): number {
  return (sequence + records) & 0x7fff_ffff
}

/**
 * The batches of one partition, in their order. Up to five are under way; when one has to be sent again, the others are
 * waited for, and all that are left go out again as they went first: the leader knows those that it has.
 */
export class PartitionLane implements TopicPartitionId {
  readonly topic: string
  readonly partition: number
  readonly #waiting: Parcel[] = []
  readonly #flying: Parcel[] = []
  /** The sequence of what is sent next, and of what the leader wants to be next. */
  #next = 0
  #expected = 0
  /** A leader has taken one: from a producer it does not know it takes any sequence, so that the first one goes alone. */
  #known = false
  /** Something must be sent again: nothing new goes out until all answers are in. */
  #held = false
  /** One was refused: those behind it have sequences that the leader will not take. */
  #gap = false
  #dead = false
  #notBefore = 0

  constructor({ topic, partition }: TopicPartitionId) {
    this.topic = topic
    this.partition = partition
  }

  /** Nobody knows whether one of its batches was appended. */
  get dead(): boolean {
    return this.#dead
  }

  get empty(): boolean {
    return this.#waiting.length + this.#flying.length === 0
  }

  get wants(): boolean {
    return this.#waiting.length > 0
  }

  isReady(now: number): boolean {
    const most = this.#known ? MAX_FLYING : 1
    return this.wants && !this.#held && this.#flying.length < most && now >= this.#notBefore
  }

  push(parcel: Parcel): void {
    if (this.#dead) parcel.reject(laneEnded(this))
    else this.#waiting.push(parcel)
  }

  /** What is sent next; only where {@link isReady}. */
  take(): { parcel: Parcel; sequence: number } {
    const parcel = this.#waiting.shift()
    if (parcel === undefined) throw new Error('The lane is empty')
    const sequence = parcel.sequence ?? this.#next
    if (parcel.sequence === null) this.#next = after(sequence, parcel.batch.records)
    parcel.sequence = sequence
    this.#flying.push(parcel)
    return { parcel, sequence }
  }

  acked(parcel: Parcel, written: WrittenBatch): void {
    this.#landed(parcel)
    const end = after(parcel.sequence ?? 0, parcel.batch.records)
    // One behind it may have been confirmed before it.
    if (isBefore(this.#expected, end)) this.#expected = end
    this.#known = true
    this.#gap = false
    parcel.resolve(written)
    this.#settle()
  }

  /** Nothing was appended by this attempt, and nothing will be; `unknown` is said where an earlier one had no answer. */
  refused(parcel: Parcel, fault: WriteFault, unknown: WriteFault): void {
    this.#landed(parcel)
    if (parcel.maybe && unknown.written === 'unknown') this.#die(parcel, unknown)
    else {
      this.#gap = true
      this.#held = true
      parcel.reject(fault)
    }
    this.#settle()
  }

  /** To be sent again; `maybe`: this attempt may have been appended. */
  again(parcel: Parcel, fault: WriteFault, maybe: boolean): void {
    this.#landed(parcel)
    parcel.fault = fault
    parcel.maybe ||= maybe
    this.#back(parcel)
    this.#notBefore = performance.now() + PAUSE_MS
    this.#settle()
  }

  /**
   * The leader wants another sequence. One before that is in its log, as what came behind it was taken; one behind it is
   * sent again after those that are missing. The very one that it should want: it has lost what it confirmed.
   */
  outOfOrder(parcel: Parcel, fault: WriteFault, unknown: WriteFault): void {
    const sequence = parcel.sequence ?? 0
    if (isBefore(sequence, this.#expected)) {
      const { topic, partition } = this
      this.acked(parcel, { topic, partition, baseOffset: -1n, appendTime: null })
      return
    }
    this.#landed(parcel)
    if (sequence === this.#expected) this.#die(parcel, unknown)
    else {
      parcel.maybe = false
      parcel.fault = fault
      this.#gap ||= ![...this.#flying, ...this.#waiting].some((one) => one.sequence === this.#expected)
      this.#back(parcel)
    }
    this.#settle()
  }

  /** The leader has forgotten the producer, as where all that it wrote has been deleted: it counts from 0 again. */
  forgotten(parcel: Parcel, fault: WriteFault): void {
    this.#expected = 0
    this.#known = false
    this.#gap = true
    parcel.maybe = false
    this.again(parcel, fault, false)
  }

  /** Gives up what has waited too long, and all that waits behind it: sent now, it would stand before what is tried anew. */
  expire(now: number, timeoutMs: number): void {
    const [head] = this.#waiting
    if (this.#flying.length > 0 || head === undefined || now < head.deadline) return
    this.#waiting.shift()
    const fault = deliveryLate(head.fault, this, { ms: timeoutMs, maybe: head.maybe })
    if (head.maybe) {
      this.#die(head, fault)
      this.#settle()
      return
    }
    this.#gap ||= head.sequence !== null
    head.reject(fault)
    this.drop(fault)
  }

  /** Rejects what is not under way. */
  drop(fault: WriteFault): void {
    const left = this.#waiting.splice(0)
    this.#gap ||= left.some(({ sequence }) => sequence !== null)
    // What may be in the log and cannot be asked about any more.
    this.#dead ||= left.some(({ maybe }) => maybe)
    for (const parcel of left) parcel.reject(parcel.maybe ? this.#unknown(parcel) : fault)
    this.#settle()
  }

  /** Why what waits is not sent yet. */
  met(fault: WriteFault): void {
    const [head] = this.#waiting
    if (head !== undefined) head.fault = fault
  }

  #unknown({ fault }: Parcel): WriteFault {
    return writeUnknownAfterTries(this, fault?.message ?? 'no answer came.', fault)
  }

  #die(parcel: Parcel, fault: WriteFault): void {
    this.#dead = true
    parcel.reject(fault)
    for (const { reject } of this.#waiting.splice(0)) reject(laneEnded(this))
  }

  #landed(parcel: Parcel): void {
    const at = this.#flying.indexOf(parcel)
    if (at >= 0) this.#flying.splice(at, 1)
  }

  /** Before all that were sent after it. */
  #back(parcel: Parcel): void {
    if (this.#dead) {
      parcel.reject(parcel.maybe ? this.#unknown(parcel) : laneEnded(this))
      return
    }
    this.#held = true
    const ahead = (one: Parcel) => one.sequence !== null && isBefore(one.sequence, parcel.sequence ?? 0)
    const at = this.#waiting.findIndex((one) => !ahead(one))
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, parcel)
  }

  #settle(): void {
    if (this.#flying.length > 0) return
    this.#held = false
    // One that may be there is asked about with the sequence it had; behind it nobody can tell yet.
    if (!this.#gap || this.#waiting[0]?.maybe === true) return
    this.#gap = false
    this.#next = this.#expected
    for (const parcel of this.#waiting) parcel.sequence = null
  }
}

/** In the order of a count that goes round. */
function isBefore(a: number, b: number): boolean {
  return ((b - a) & 0x7fff_ffff) < 0x4000_0000 && a !== b
}
