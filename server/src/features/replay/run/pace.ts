import type { ReplayPace } from '@sluice/shared/replay'

/** One turn of a paced job: short enough to look even, long enough that a timer keeps it. */
const TURN_MS = 20
/** What a pause of the process made late is made up for, up to so much. */
const LATE_MS = 1000

/** Holds a job to the rates asked for, over all its partitions. It is paid for what was sent, so that it is exact in the long run. */
export class Pace {
  readonly #recordsPerMs: number | null
  readonly #bytesPerMs: number | null
  /** When what was paid for is through, on a clock that is never set. */
  #recordsDue = Number.NEGATIVE_INFINITY
  #bytesDue = Number.NEGATIVE_INFINITY

  constructor(pace: ReplayPace) {
    const rate = pace.by === 'rate' ? pace : { recordsPerSecond: null, bytesPerSecond: null }
    this.#recordsPerMs = rate.recordsPerSecond === null ? null : rate.recordsPerSecond / 1000
    this.#bytesPerMs = rate.bytesPerSecond === null ? null : rate.bytesPerSecond / 1000
  }

  get unlimited(): boolean {
    return this.#recordsPerMs === null && this.#bytesPerMs === null
  }

  /** Records of one turn at most. */
  get recordsPerTurn(): number {
    if (this.#recordsPerMs === null) return Number.POSITIVE_INFINITY
    return Math.max(1, Math.floor(this.#recordsPerMs * TURN_MS))
  }

  /** Bytes of one turn, about; one record goes in any case. */
  get bytesPerTurn(): number {
    return this.#bytesPerMs === null ? Number.POSITIVE_INFINITY : Math.max(1, this.#bytesPerMs * TURN_MS)
  }

  /** Milliseconds until the next turn; 0: now. */
  wait(now: number): number {
    return Math.max(0, this.#recordsDue - now, this.#bytesDue - now)
  }

  paid(now: number, records: number, bytes: number): void {
    if (this.#recordsPerMs !== null)
      this.#recordsDue = Math.max(this.#recordsDue, now - LATE_MS) + records / this.#recordsPerMs
    if (this.#bytesPerMs !== null)
      this.#bytesDue = Math.max(this.#bytesDue, now - LATE_MS) + bytes / this.#bytesPerMs
  }

  /** What was waited for otherwise is not made up for. */
  restart(now: number): void {
    if (this.#recordsPerMs !== null) this.#recordsDue = Math.max(this.#recordsDue, now)
    if (this.#bytesPerMs !== null) this.#bytesDue = Math.max(this.#bytesDue, now)
  }
}

/** The distances in time of the source, as a clock of the job: one for all partitions. */
export class SourceClock {
  readonly #factor: number
  readonly #maxGapMs: number
  #last: bigint | null = null
  #due = 0

  constructor({ factor, maxGapMs }: { factor: number; maxGapMs: number }) {
    this.#factor = factor
    this.#maxGapMs = maxGapMs
  }

  /** When a record of this time is due; one that is earlier than another before it is due at once. */
  due(timestamp: bigint, now: number): number {
    if (this.#last === null) return now
    const ahead = Number(timestamp - this.#last)
    return this.#due + Math.min(Math.max(0, ahead) / this.#factor, this.#maxGapMs)
  }

  /** It went; the next is counted from it. */
  went(timestamp: bigint, now: number): void {
    this.#due = this.due(timestamp, now)
    if (this.#last === null || timestamp > this.#last) this.#last = timestamp
  }

  /** A pause of the job is none of the source's: what follows is counted from now on. */
  restart(now: number): void {
    this.#due = Math.max(this.#due, now)
  }
}
