import { type Cell, readChange, skipChange, writeChange } from './cells.ts'
import { emptyCells } from './lag-sample.ts'
import { ByteReader, ByteWriter } from './varint-bytes.ts'

/** Series that share a row of the journal: a row is written for each cycle and segment. */
export const SEGMENT_SIZE = 64

/** How an entry is written: its series' place in the segment takes the other six bits of its first byte. */
const SAME = 0
const CHANGED = 1
const WHOLE = 2
const AFTER_GAP = 3

/** One sample, as it goes into a row. */
export interface JournalEntry {
  /** Place of the series in its segment. */
  slot: number
  cells: readonly Cell[]
  /** The cells that were written for it before; null: none were in this window. */
  before: readonly Cell[] | null
  /** Nothing is known of the time since the sample before. */
  gap: boolean
}

/** Makes rows. Entries come in the order of their slots; those that did not change cost next to nothing. */
export class JournalRowWriter {
  readonly #out = new ByteWriter()
  /** Where the length of the run of unchanged ones stands that is being written. */
  #run = -1
  #runLength = 0
  #lastSlot = -2

  add({ slot, cells, before, gap }: JournalEntry): void {
    if (before === null || gap) {
      this.#endRun()
      this.#out.byte(slot | ((gap ? AFTER_GAP : WHOLE) << 6))
      writeChange(this.#out, emptyCells(), cells)
    } else if (cells.every((cell, at) => cell === before[at])) this.#addSame(slot)
    else {
      this.#endRun()
      this.#out.byte(slot | (CHANGED << 6))
      writeChange(this.#out, before, cells)
    }
    this.#lastSlot = slot
  }

  take(): Uint8Array {
    this.#endRun()
    this.#lastSlot = -2
    return this.#out.take()
  }

  #addSame(slot: number): void {
    if (this.#run >= 0 && slot === this.#lastSlot + 1) this.#runLength += 1
    else {
      this.#endRun()
      this.#out.byte(slot | (SAME << 6))
      this.#run = this.#out.length
      this.#runLength = 1
      this.#out.byte(0)
    }
    this.#out.set(this.#run, this.#runLength)
  }

  #endRun(): void {
    this.#run = -1
  }
}

/** Reads the rows of one segment and window, in the order of being written. */
export class JournalRowReader {
  readonly #wanted: number | null
  readonly #cells = new Map<number, Cell[]>()
  /** Series that went on since a row was damaged; null: none was. */
  #resumed: Set<number> | null = null

  /** `wanted`: the one slot to be read, or all. */
  constructor(wanted: number | null = null) {
    this.#wanted = wanted
  }

  /** The cells are those of the next call too: what is to be kept of them is copied. */
  read(row: Uint8Array, sample: (slot: number, cells: readonly Cell[], gap: boolean) => void): void {
    try {
      this.#readWhole(row, sample)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      // A damaged row: what changed since is not known, and each series goes on with its next whole entry.
      this.#cells.clear()
      this.#resumed = new Set()
    }
  }

  /** Whether a damaged row has left nothing of the series behind it: what comes later comes after a gap. */
  isLost(slot: number): boolean {
    return this.#resumed !== null && !this.#resumed.has(slot)
  }

  #readWhole(row: Uint8Array, sample: Parameters<JournalRowReader['read']>[1]): void {
    const source = new ByteReader(row)
    while (!source.done) {
      const head = source.byte()
      const slot = head & (SEGMENT_SIZE - 1)
      const kind = head >> 6
      if (kind === SAME) {
        const length = source.byte()
        for (let same = slot; same < slot + length; same += 1) this.#give(same, false, sample)
      } else if (this.#wanted !== null && slot !== this.#wanted) skipChange(source)
      else {
        if (kind !== CHANGED) this.#cells.set(slot, emptyCells())
        const cells = this.#cells.get(slot)
        // A change of what was lost with a damaged row says nothing: the next whole entry does.
        if (cells === undefined) skipChange(source)
        else readChange(source, cells)
        this.#give(slot, kind === AFTER_GAP, sample)
      }
    }
  }

  #give(slot: number, gap: boolean, sample: Parameters<JournalRowReader['read']>[1]): void {
    if (this.#wanted !== null && slot !== this.#wanted) return
    const cells = this.#cells.get(slot)
    if (cells === undefined) return
    const resumes = this.isLost(slot)
    if (resumes) this.#resumed?.add(slot)
    sample(slot, cells, gap || resumes)
  }
}
