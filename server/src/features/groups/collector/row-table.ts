import { NO_TIME_LAG } from '../figures/time-lag.ts'
import { bigs, bytes, doubles, floats, ints } from './grow-columns.ts'
import { type OffsetWords, wordsOf } from './offset-words.ts'
import { NONE, type RowMarks } from './row-marks.ts'
import { packTime } from './row-time.ts'

/** Stands in the state column for a row that was not judged yet. */
export const UNJUDGED = 255

const NO_TIME = packTime(NO_TIME_LAG)
const FIRST_CAPACITY = 256
/** Little room to spare: of a hundred thousand rows each per cent is 200 kB. */
const GROWTH = 1.25
const SPARE = 1.02

/** A number a row for each place of a group in a partition, about 190 bytes in all: no object is kept for any. */
export class RowTable {
  part = new Int32Array(0)
  /** Of the commit read in the cycle under way, until its end is known too. */
  pending = new BigInt64Array(0)
  committed = new BigInt64Array(0)
  /** The ends read right after the commit: later ones would tell more lag than there was. */
  stable = new BigInt64Array(0)
  end = new BigInt64Array(0)
  /** Effective lag in messages. */
  lag = new BigInt64Array(0)
  /** The same columns, for what is done with every row in every cycle. */
  words = this.#words()
  /** Index in LAG_STATES. */
  state = new Uint8Array(0)
  /** NaN: since before Sluice looked. */
  since = new Float64Array(0)
  samples = new Uint8Array(0)
  movedAt = new Float64Array(0)
  /** Messages a second; NaN: not known. */
  commitRate = new Float32Array(0)
  produceRate = new Float32Array(0)
  /** Age of the next unread record; NaN: not known. How it was found: see row-time.ts. */
  timeMs = new Float32Array(0)
  timeCode = new Uint8Array(0)
  /** Milliseconds; NaN: not known or never. */
  timeToLoss = new Float32Array(0)
  /** Samples in a row with the same commit and the same end. */
  unchanged = new Uint8Array(0)
  /** 1: its next unread record was asked for. */
  asked = new Uint8Array(0)
  /** Index of its ring of samples; −1: it has none. */
  ring = new Int32Array(0)
  /** Rows whose commit went back: from where, and when. */
  readonly rewound = new Map<number, { from: bigint; at: number }>()
  #firstAt = new Float64Array(0)
  #moveGap = new Float32Array(0)
  #caughtUpAt = new Float64Array(0)
  #lapAt = new Float64Array(0)
  #lapEnd = new Float64Array(0)
  #lapEndAt = new Float64Array(0)
  #quarterAt = new Float64Array(0)
  #quarterCommitted = new Float64Array(0)
  #quarterEnd = new Float64Array(0)
  #anchorAt = new Float64Array(0)
  #anchorCommitted = new Float64Array(0)
  #anchorEnd = new Float64Array(0)
  #lows = new Float32Array(0)
  readonly #free: number[] = []
  #used = 0
  #capacity = 0

  /** Rows in use. */
  get size(): number {
    return this.#used - this.#free.length
  }

  /** Makes room for so many rows at once: columns that grow step by step leave several times their size behind. */
  reserve(rows: number): void {
    if (rows > this.#capacity) this.#grow(Math.ceil(rows * SPARE))
  }

  add(part: number): number {
    const row = this.#free.pop() ?? this.#next()
    this.part[row] = part
    this.clear(row)
    return row
  }

  remove(row: number): void {
    this.clear(row)
    this.part[row] = -1
    this.#free.push(row)
  }

  /** Forgets all that was seen: its partition is another one now. */
  clear(row: number): void {
    for (const column of [this.pending, this.committed, this.stable, this.end, this.lag]) column[row] = NONE
    for (const column of [this.samples, this.unchanged, this.asked]) column[row] = 0
    for (const column of [this.since, this.movedAt]) column[row] = Number.NaN
    for (const column of [this.commitRate, this.produceRate, this.timeMs, this.timeToLoss])
      column[row] = Number.NaN
    this.state[row] = UNJUDGED
    this.timeCode[row] = NO_TIME
    this.ring[row] = -1
    this.rewound.delete(row)
  }

  load(row: number, marks: RowMarks, fresh: RowMarks): RowMarks {
    const samples = this.samples[row] ?? 0
    if (samples === 0) return Object.assign(marks, fresh)
    marks.samples = samples
    marks.firstAt = this.#firstAt[row] ?? 0
    marks.movedAt = this.movedAt[row] ?? 0
    marks.moveGap = this.#moveGap[row] ?? 0
    marks.caughtUpAt = this.#caughtUpAt[row] ?? 0
    marks.lapAt = this.#lapAt[row] ?? 0
    marks.lapEnd = this.#lapEnd[row] ?? 0
    marks.lapEndAt = this.#lapEndAt[row] ?? 0
    marks.quarterAt = this.#quarterAt[row] ?? 0
    marks.quarterCommitted = this.#quarterCommitted[row] ?? 0
    marks.quarterEnd = this.#quarterEnd[row] ?? 0
    marks.anchorAt = this.#anchorAt[row] ?? 0
    marks.anchorCommitted = this.#anchorCommitted[row] ?? 0
    marks.anchorEnd = this.#anchorEnd[row] ?? 0
    const low = row * 4
    marks.low0 = this.#lows[low] ?? 0
    marks.low1 = this.#lows[low + 1] ?? 0
    marks.low2 = this.#lows[low + 2] ?? 0
    marks.low3 = this.#lows[low + 3] ?? 0
    return marks
  }

  save(row: number, marks: RowMarks): void {
    this.samples[row] = marks.samples
    this.#firstAt[row] = marks.firstAt
    this.movedAt[row] = marks.movedAt
    this.#moveGap[row] = marks.moveGap
    this.#caughtUpAt[row] = marks.caughtUpAt
    this.#lapAt[row] = marks.lapAt
    this.#lapEnd[row] = marks.lapEnd
    this.#lapEndAt[row] = marks.lapEndAt
    this.#quarterAt[row] = marks.quarterAt
    this.#quarterCommitted[row] = marks.quarterCommitted
    this.#quarterEnd[row] = marks.quarterEnd
    this.#anchorAt[row] = marks.anchorAt
    this.#anchorCommitted[row] = marks.anchorCommitted
    this.#anchorEnd[row] = marks.anchorEnd
    const low = row * 4
    this.#lows[low] = marks.low0
    this.#lows[low + 1] = marks.low1
    this.#lows[low + 2] = marks.low2
    this.#lows[low + 3] = marks.low3
  }

  #next(): number {
    if (this.#used === this.#capacity)
      this.#grow(Math.max(FIRST_CAPACITY, Math.ceil(this.#capacity * GROWTH)))
    return this.#used++
  }

  #grow(to: number): void {
    this.#capacity = to
    this.part = ints(this.part, to)
    this.ring = ints(this.ring, to)
    this.pending = bigs(this.pending, to)
    this.committed = bigs(this.committed, to)
    this.stable = bigs(this.stable, to)
    this.end = bigs(this.end, to)
    this.lag = bigs(this.lag, to)
    this.words = this.#words()
    this.since = doubles(this.since, to)
    this.movedAt = doubles(this.movedAt, to)
    this.commitRate = floats(this.commitRate, to)
    this.produceRate = floats(this.produceRate, to)
    this.timeMs = floats(this.timeMs, to)
    this.timeToLoss = floats(this.timeToLoss, to)
    this.state = bytes(this.state, to)
    this.samples = bytes(this.samples, to)
    this.timeCode = bytes(this.timeCode, to)
    this.unchanged = bytes(this.unchanged, to)
    this.asked = bytes(this.asked, to)
    this.#growMarks(to)
  }

  #words(): Record<'pending' | 'committed' | 'stable' | 'end' | 'lag', OffsetWords> {
    return {
      pending: wordsOf(this.pending),
      committed: wordsOf(this.committed),
      stable: wordsOf(this.stable),
      end: wordsOf(this.end),
      lag: wordsOf(this.lag),
    }
  }

  #growMarks(to: number): void {
    this.#firstAt = doubles(this.#firstAt, to)
    this.#moveGap = floats(this.#moveGap, to)
    this.#caughtUpAt = doubles(this.#caughtUpAt, to)
    this.#lapAt = doubles(this.#lapAt, to)
    this.#lapEnd = doubles(this.#lapEnd, to)
    this.#lapEndAt = doubles(this.#lapEndAt, to)
    this.#quarterAt = doubles(this.#quarterAt, to)
    this.#quarterCommitted = doubles(this.#quarterCommitted, to)
    this.#quarterEnd = doubles(this.#quarterEnd, to)
    this.#anchorAt = doubles(this.#anchorAt, to)
    this.#anchorCommitted = doubles(this.#anchorCommitted, to)
    this.#anchorEnd = doubles(this.#anchorEnd, to)
    this.#lows = floats(this.#lows, to * 4)
  }
}
