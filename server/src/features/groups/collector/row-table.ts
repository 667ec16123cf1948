import { NO_TIME_LAG } from '../figures/time-lag.ts'
import { NONE, type RowMarks } from './row-marks.ts'
import { packTime } from './row-time.ts'

const NO_TIME = packTime(NO_TIME_LAG)

/** Stands in the state column for a row that was not judged yet. */
export const UNJUDGED = 255

const FIRST_CAPACITY = 256
const LOWS = 4

/** A number a row for each place of a group in a partition: no object is kept for any of them. */
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
  /** Index in LAG_STATES. */
  state = new Uint8Array(0)
  /** NaN: since before Sluice looked. */
  since = new Float64Array(0)
  samples = new Uint16Array(0)
  movedAt = new Float64Array(0)
  /** Messages a second; NaN: not known. */
  commitRate = new Float32Array(0)
  produceRate = new Float32Array(0)
  /** Age of the next unread record; NaN: not known. How it was found: see row-time.ts. */
  timeMs = new Float64Array(0)
  timeCode = new Uint8Array(0)
  /** Milliseconds; NaN: not known or never. */
  timeToLoss = new Float64Array(0)
  /** Samples in a row with the same commit and the same end. */
  unchanged = new Uint8Array(0)
  /** 1: its next unread record was asked for. */
  asked = new Uint8Array(0)
  /** Index of its ring of samples; −1: it has none. */
  ring = new Int32Array(0)
  #times: Float64Array[] = TIMES.map(() => new Float64Array(0))
  #offsets: BigInt64Array[] = OFFSETS.map(() => new BigInt64Array(0))
  #lows = new Float64Array(0)
  #free: number[] = []
  #used = 0
  #capacity = 0

  /** Rows in use. */
  get size(): number {
    return this.#used - this.#free.length
  }

  add(part: number): number {
    const row = this.#free.pop() ?? this.#next()
    this.part[row] = part
    this.clear(row)
    return row
  }

  remove(row: number): void {
    this.part[row] = -1
    this.#free.push(row)
  }

  /** Forgets all that was seen: its partition is another one now. */
  clear(row: number): void {
    for (const column of [this.pending, this.committed, this.stable, this.end, this.lag]) column[row] = NONE
    this.samples[row] = 0
    this.state[row] = UNJUDGED
    this.since[row] = Number.NaN
    this.movedAt[row] = Number.NaN
    this.commitRate[row] = Number.NaN
    this.produceRate[row] = Number.NaN
    this.timeMs[row] = Number.NaN
    this.timeCode[row] = NO_TIME
    this.timeToLoss[row] = Number.NaN
    this.ring[row] = -1
    this.unchanged[row] = 0
    this.asked[row] = 0
  }

  /** Where the commit stood before it went back. */
  rewoundFrom(row: number): bigint {
    return this.#offsets[OFFSETS.indexOf('rewoundFrom')]?.[row] ?? NONE
  }

  load(row: number, marks: RowMarks): RowMarks {
    marks.samples = this.samples[row] ?? 0
    marks.committed = this.committed[row] ?? NONE
    marks.movedAt = this.movedAt[row] ?? Number.NaN
    for (const [index, name] of TIMES.entries()) marks[name] = this.#times[index]?.[row] ?? Number.NaN
    for (const [index, name] of OFFSETS.entries()) marks[name] = this.#offsets[index]?.[row] ?? NONE
    const at = row * LOWS
    for (let low = 0; low < LOWS; low++) marks.lows[low] = this.#lows[at + low] ?? Number.NaN
    return marks
  }

  save(row: number, marks: RowMarks): void {
    this.samples[row] = marks.samples
    this.committed[row] = marks.committed
    this.movedAt[row] = marks.movedAt
    for (const [index, name] of TIMES.entries()) put(this.#times[index], row, marks[name])
    for (const [index, name] of OFFSETS.entries()) put(this.#offsets[index], row, marks[name])
    this.#lows.set(marks.lows, row * LOWS)
  }

  #next(): number {
    if (this.#used === this.#capacity) this.#grow(Math.max(FIRST_CAPACITY, this.#capacity * 2))
    return this.#used++
  }

  #grow(capacity: number): void {
    this.#capacity = capacity
    this.part = ints(this.part, capacity)
    this.ring = ints(this.ring, capacity)
    this.pending = bigs(this.pending, capacity)
    this.committed = bigs(this.committed, capacity)
    this.stable = bigs(this.stable, capacity)
    this.end = bigs(this.end, capacity)
    this.lag = bigs(this.lag, capacity)
    this.since = doubles(this.since, capacity)
    this.movedAt = doubles(this.movedAt, capacity)
    this.commitRate = floats(this.commitRate, capacity)
    this.produceRate = floats(this.produceRate, capacity)
    this.timeMs = doubles(this.timeMs, capacity)
    this.timeToLoss = doubles(this.timeToLoss, capacity)
    this.state = bytes(this.state, capacity)
    this.timeCode = bytes(this.timeCode, capacity)
    this.unchanged = bytes(this.unchanged, capacity)
    this.asked = bytes(this.asked, capacity)
    const samples = new Uint16Array(capacity)
    samples.set(this.samples)
    this.samples = samples
    this.#times = this.#times.map((column) => doubles(column, capacity))
    this.#offsets = this.#offsets.map((column) => bigs(column, capacity))
    this.#lows = doubles(this.#lows, capacity * LOWS)
  }
}

/** Times among the marks that have a column only for them. */
const TIMES = [
  'firstAt',
  'lastAt',
  'moveGap',
  'caughtUpAt',
  'lapAt',
  'lapEndAt',
  'rewoundAt',
  'quarterAt',
  'anchorAt',
  'nextAnchorAt',
] as const satisfies (keyof RowMarks)[]

const OFFSETS = [
  'lapEnd',
  'rewoundFrom',
  'anchorCommitted',
  'anchorEnd',
  'nextAnchorCommitted',
  'nextAnchorEnd',
] as const satisfies (keyof RowMarks)[]

function put<T>(column: { [row: number]: T } | undefined, row: number, value: T): void {
  if (column !== undefined) column[row] = value
}

/** The same columns in more room. */
export function ints(old: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const column = new Int32Array(capacity)
  column.set(old)
  return column
}

export function bigs(old: BigInt64Array, capacity: number): BigInt64Array<ArrayBuffer> {
  const column = new BigInt64Array(capacity)
  column.set(old)
  return column
}

export function doubles(old: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(capacity)
  column.set(old)
  return column
}

function bytes(old: Uint8Array, capacity: number): Uint8Array<ArrayBuffer> {
  const column = new Uint8Array(capacity)
  column.set(old)
  return column
}

function floats(old: Float32Array, capacity: number): Float32Array<ArrayBuffer> {
  const column = new Float32Array(capacity)
  column.set(old)
  return column
}
