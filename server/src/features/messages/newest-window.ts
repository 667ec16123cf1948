import { compareKeys, type MessageKey, type WindowPlace } from './cursor-state.ts'
import { higherOf, lowerOf } from './offset-order.ts'
import { comparePartitions } from './partition-map.ts'
import type { PlannedRange } from './scan-plan.ts'
import type { RankedKey } from './top-rows.ts'

/** A stretch `[from, to)` of a window to be read next. */
export interface Stretch {
  window: NewestWindow
  from: bigint
  to: bigint
}

const GROWTH = 4n
/** Offsets in one stretch: a window over nothing but gaps grows no further at a time. */
const WIDTH_MAX = 100_000n
/** What an offset is taken to weigh before anything of its partition was read. */
const GUESSED_BYTES = 1024

/** One partition of a backward scan: read backwards from its end, stretch by stretch, each wholly or not at all. */
export class NewestWindow {
  readonly topic: string
  readonly partition: number
  /** Everything at or above it was returned by earlier pages. */
  readonly upper: bigint
  readonly floor: bigint
  readonly above: MessageKey | null
  logStart: bigint
  readonly lastStable: bigint
  /** Everything from here to `upper` has been read by this page. */
  low: bigint
  /** Records found that were not returned before. */
  found = 0
  /** Above every record that was read and is not returned by this page. */
  left: bigint | null = null
  /** Nothing below `low` can be among the newest any more, or it is given up. */
  settled = false
  bytesRead = 0
  /** The newest time in the lowest batch read so far: in most logs nothing below it is newer. */
  bottomTime: bigint | null = null
  /** The newest time read. */
  topTime: bigint | null = null
  readonly #start: bigint
  #width: bigint

  constructor(range: PlannedRange, width: bigint) {
    this.topic = range.topic
    this.partition = range.partition
    this.#start = range.start
    this.upper = range.end
    this.floor = range.resume?.floor ?? range.end
    this.above = range.resume?.above ?? null
    this.logStart = range.start
    this.lastStable = range.lastStable
    this.low = range.end
    this.#width = width
  }

  get touched(): boolean {
    return this.low < this.upper
  }

  get exhausted(): boolean {
    return this.low <= this.logStart
  }

  /** The first stretch goes down to where earlier pages have read: below it nothing was returned, above it some was. */
  first(): Stretch {
    const from = lowerOf(this.floor, this.upper - this.#width)
    return { window: this, from: higherOf(from, this.logStart), to: this.upper }
  }

  get bytesPerOffset(): number {
    return this.touched ? this.bytesRead / Number(this.upper - this.low) : GUESSED_BYTES
  }

  /** The next stretch below, wider each time, but not below `from` and of `bytes` at most, as far as they can be told. */
  next(from = this.logStart, bytes = Number.POSITIVE_INFINITY): Stretch {
    const affordable = Math.min(bytes / Math.max(this.bytesPerOffset, 1), Number(WIDTH_MAX))
    const most = BigInt(Math.max(1, Math.floor(affordable)))
    this.#width = lowerOf(this.#width * GROWTH, most)
    const lowest = higherOf(from, this.logStart)
    return { window: this, from: higherOf(this.low - this.#width, lowest), to: this.low }
  }

  /** Whether earlier pages have returned the message, and if not, whether it comes late. Null: returned. */
  rank(key: MessageKey, last: MessageKey | null): RankedKey | null {
    const above = this.above ?? last
    const late = last !== null && compareKeys(key, last) >= 0
    if (key.offset >= this.floor && above !== null && compareKeys(key, above) >= 0) return null
    return { ...key, late }
  }

  leave(offset: bigint): void {
    if (this.left === null || offset >= this.left) this.left = offset + 1n
  }

  /**
   * What is left of the partition behind what was given out. `given` is the last of that, and `last` the key that the
   * page before ended with; `held` is above every row that was found and is not given out yet.
   */
  place(given: RankedKey | null, last: MessageKey | null, held: bigint | null): WindowPlace | null {
    const { topic, partition, floor } = this
    const unreturned = held === null ? this.left : higherOf(held, this.left ?? held)
    const upper = this.touched ? (unreturned ?? this.low) : this.upper
    if (upper <= this.logStart) return null
    const place = { topic, partition, upper, floor, start: this.#start, above: this.above }
    if (!this.touched) return { ...place, above: this.above ?? last }
    // Nothing of it went out: what earlier pages returned is as it was.
    if (given === null) return { ...place, above: this.above ?? last }
    if (!given.late || comparePartitions(this, given) < 0) return { ...place, floor: this.low, above: null }
    return comparePartitions(this, given) > 0 ? place : { ...place, floor: given.offset, above: null }
  }
}
