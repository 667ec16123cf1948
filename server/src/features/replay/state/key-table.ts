import { KeyBytes } from './key-bytes.ts'
import { KeyHash } from './key-hash.ts'

/** What a key is at a point: nothing yet; its last record sets it; that deletes it; it was first seen behind the point. */
export const NOTHING = 0
export const LIVE = 1
export const DELETED = 2
export const BEHIND = 3
export type SlotState = typeof NOTHING | typeof LIVE | typeof DELETED | typeof BEHIND

const FIRST_ROWS = 1024
/** Of the index: beyond it, looking for a free place takes too many steps. */
const LOAD = 0.75
const HASH_WORDS = 4

const STATE_BITS = 2
const STATE_MASK = 3
const ELSEWHERE = 1 << 4
const LANE_SHIFT = 5

export interface TableLimits {
  keys: number
  /** Of the keys themselves: those beyond are known by their hash alone. */
  keyBytes: number
}

/** What is kept of each key at one point; `hashes` only where two points are compared. */
interface Slot {
  offsets: BigInt64Array<ArrayBuffer>
  times: Float64Array<ArrayBuffer>
  /** Two words a row, of the value. */
  hashes: Uint32Array<ArrayBuffer> | null
}

/**
 * Keys of a topic, each partition's apart, as compaction sees them: 36 bytes a key and its place in the index, 36 more
 * for a second point, and the key's own bytes as far as there is room.
 */
export class KeyTable {
  readonly points: number
  readonly #limits: TableLimits
  readonly #hash = new KeyHash()
  #rows = 0
  #words = new Uint32Array(FIRST_ROWS * HASH_WORDS)
  #flags = new Uint32Array(FIRST_ROWS)
  #slots: Slot[]
  #writes: Uint32Array<ArrayBuffer> | null
  /** Row + 1; 0 is free. */
  #index = new Uint32Array(FIRST_ROWS * 2)
  readonly #keys: KeyBytes

  constructor(points: 1 | 2, limits: TableLimits) {
    this.points = points
    this.#limits = limits
    this.#keys = new KeyBytes(limits.keyBytes)
    const two = points === 2
    this.#slots = Array.from({ length: points }, () => slotOf(FIRST_ROWS, two))
    this.#writes = two ? new Uint32Array(FIRST_ROWS) : null
  }

  get rows(): number {
    return this.#rows
  }

  get full(): boolean {
    return this.#rows >= this.#limits.keys
  }

  /** Rows below it have their keys kept. */
  get keptKeys(): number {
    return this.#keys.kept
  }

  get bytes(): number {
    const columns = this.#slots.flatMap(({ offsets, times, hashes }) => [offsets, times, hashes])
    const all = [this.#words, this.#flags, this.#writes, this.#index, ...columns]
    return all.reduce((sum, column) => sum + (column?.byteLength ?? 0), this.#keys.memory)
  }

  /** The row of a key, a new one where it had none; −1 where there is no room for one. */
  row(lane: number, key: Buffer): number {
    const words = this.#hash.of(key)
    let place = this.#placeOf(words)
    let elsewhere = false
    for (let held = this.#index[place] ?? 0; held !== 0; held = this.#index[place] ?? 0) {
      const row = held - 1
      if (this.#isHash(row, words)) {
        if (this.laneOf(row) === lane) return row
        elsewhere = true
        this.#flags[row] = (this.#flags[row] ?? 0) | ELSEWHERE
      }
      place = place + 1 === this.#index.length ? 0 : place + 1
    }
    if (this.full) return -1
    return this.#add(place, words, lane, key, elsewhere)
  }

  laneOf(row: number): number {
    return (this.#flags[row] ?? 0) >>> LANE_SHIFT
  }

  isElsewhere(row: number): boolean {
    return ((this.#flags[row] ?? 0) & ELSEWHERE) !== 0
  }

  stateOf(row: number, point: number): SlotState {
    return (((this.#flags[row] ?? 0) >>> (point * STATE_BITS)) & STATE_MASK) as SlotState
  }

  setState(row: number, point: number, state: SlotState): void {
    const shift = point * STATE_BITS
    this.#flags[row] = ((this.#flags[row] ?? 0) & ~(STATE_MASK << shift)) | (state << shift)
  }

  offsetOf(row: number, point: number): bigint {
    return this.#slots[point]?.offsets[row] ?? 0n
  }

  /** Milliseconds, near enough to sort by. */
  timeOf(row: number, point: number): number {
    return this.#slots[point]?.times[row] ?? 0
  }

  set(row: number, point: number, state: SlotState, offset: bigint, time: number): void {
    const slot = this.#slots[point]
    if (slot === undefined) return
    this.setState(row, point, state)
    slot.offsets[row] = offset
    slot.times[row] = time
  }

  setValue(row: number, point: number, words: Uint32Array): void {
    const hashes = this.#slots[point]?.hashes
    hashes?.set(words.subarray(0, 2), row * 2)
  }

  /** Whether the key has the same value at both points. */
  sameValue(row: number): boolean {
    const [a, b] = [this.#slots[0]?.hashes, this.#slots[1]?.hashes]
    if (a == null || b == null) return false
    return a[row * 2] === b[row * 2] && a[row * 2 + 1] === b[row * 2 + 1]
  }

  wrote(row: number): void {
    if (this.#writes !== null) this.#writes[row] = (this.#writes[row] ?? 0) + 1
  }

  writesOf(row: number): number {
    return this.#writes?.[row] ?? 0
  }

  /** A view of the key; null where it is not kept. */
  keyOf(row: number): Buffer | null {
    return this.#keys.of(row)
  }

  compareKeys(a: number, b: number): number {
    return this.#keys.compare(a, b)
  }

  /** Rows whose kept keys hold these bytes. */
  holding(text: Buffer): Generator<number, void, void> {
    return this.#keys.holding(text)
  }

  /** Gives back the index, which only growing needs, and what was made ahead. */
  seal(): void {
    this.#index = new Uint32Array(0)
    this.#keys.seal()
    this.#resize(this.#rows)
  }

  #add(place: number, words: Uint32Array, lane: number, key: Buffer, elsewhere: boolean): number {
    const row = this.#rows
    if (row === this.#flags.length) this.#resize(Math.min(row * 2, this.#limits.keys))
    this.#rows += 1
    this.#words.set(words, row * HASH_WORDS)
    this.#flags[row] = (lane << LANE_SHIFT) | (elsewhere ? ELSEWHERE : 0)
    this.#index[place] = row + 1
    this.#keys.add(row, key)
    if (this.#rows > this.#index.length * LOAD) this.#reindex(this.#index.length * 2)
    return row
  }

  #placeOf(words: Uint32Array): number {
    return (words[0] ?? 0) % this.#index.length
  }

  #isHash(row: number, words: Uint32Array): boolean {
    const at = row * HASH_WORDS
    const held = this.#words
    return (
      held[at] === words[0] &&
      held[at + 1] === words[1] &&
      held[at + 2] === words[2] &&
      held[at + 3] === words[3]
    )
  }

  #reindex(size: number): void {
    const index = new Uint32Array(size)
    for (let row = 0; row < this.#rows; row += 1) {
      let place = (this.#words[row * HASH_WORDS] ?? 0) % size
      while (index[place] !== 0) place = place + 1 === size ? 0 : place + 1
      index[place] = row + 1
    }
    this.#index = index
  }

  #resize(rows: number): void {
    this.#words = resized(this.#words, rows * HASH_WORDS, Uint32Array)
    this.#flags = resized(this.#flags, rows, Uint32Array)
    if (this.#writes !== null) this.#writes = resized(this.#writes, rows, Uint32Array)
    this.#slots = this.#slots.map(({ offsets, times, hashes }) => ({
      offsets: resized(offsets, rows, BigInt64Array),
      times: resized(times, rows, Float64Array),
      hashes: hashes === null ? null : resized(hashes, rows * 2, Uint32Array),
    }))
  }
}

function slotOf(rows: number, hashed: boolean): Slot {
  return {
    offsets: new BigInt64Array(rows),
    times: new Float64Array(rows),
    hashes: hashed ? new Uint32Array(rows * 2) : null,
  }
}

/** The memory itself grows or shrinks; what is new is 0. */
function resized<T>(
  { buffer, BYTES_PER_ELEMENT }: { buffer: ArrayBuffer; BYTES_PER_ELEMENT: number },
  length: number,
  Made: new (memory: ArrayBuffer) => T,
): T {
  return new Made(buffer.transfer(length * BYTES_PER_ELEMENT))
}
