import { writeNumber, writeWhole } from './write-number.ts'

const BLOCK_BYTES = 1 << 18
/** Most metrics of most clusters are small. */
const FIRST_BYTES = 1 << 15
/** Two numbers and what stands around them. */
const NUMBERS_BYTES = 80
/** A character is three bytes at most. */
const CHAR_BYTES = 3

const QUOTE = 0x22
const BRACE = 0x7d
const SPACE = 0x20
const LINE_END = 0x0a

const encoder = new TextEncoder()
const NOTHING = new Uint8Array(0)

/** The lines of one metric, laid as bytes into blocks that are handed out as they are. */
export class SeriesBytes {
  readonly #done: Uint8Array[] = []
  #block: Uint8Array = NOTHING
  #filled = 0
  readonly #head: Uint8Array
  #first: Uint8Array = NOTHING
  #second: Uint8Array = NOTHING
  #length = 0
  /** Where the same beginning of a line stands in this block; −1: nowhere. */
  #begunAt = -1

  /** Every line that has labels begins with `head`. */
  constructor(head: string) {
    this.#head = encoder.encode(head)
  }

  text(text: string): void {
    this.#reserve(CHAR_BYTES * text.length)
    this.#filled += encoder.encodeInto(text, this.#block.subarray(this.#filled)).written
  }

  /** The lines that come next have these labels. */
  begin(first: Uint8Array, second: Uint8Array): void {
    this.#first = first
    this.#second = second
    this.#length = this.#head.length + first.length + second.length
    this.#begunAt = -1
  }

  /** Ends the last of the labels with a number. */
  numbered(last: number, value: number | bigint): void {
    let at = writeWhole(this.#block, this.#startLine(), last)
    this.#block[at++] = QUOTE
    at = this.#endLabels(at)
    this.#endLine(writeNumber(this.#block, at, value))
  }

  plain(value: number | bigint): void {
    this.#endLine(writeNumber(this.#block, this.#endLabels(this.#startLine()), value))
  }

  *chunks(): Iterable<Uint8Array> {
    yield* this.#done
    yield this.#block.subarray(0, this.#filled)
  }

  #startLine(): number {
    this.#reserve(this.#length + NUMBERS_BYTES)
    const at = this.#filled
    if (this.#begunAt >= 0) this.#block.copyWithin(at, this.#begunAt, this.#begunAt + this.#length)
    else {
      this.#block.set(this.#head, at)
      this.#block.set(this.#first, at + this.#head.length)
      this.#block.set(this.#second, at + this.#head.length + this.#first.length)
    }
    this.#begunAt = at
    return at + this.#length
  }

  #endLabels(at: number): number {
    this.#block[at] = BRACE
    this.#block[at + 1] = SPACE
    return at + 2
  }

  #endLine(at: number): void {
    this.#block[at] = LINE_END
    this.#filled = at + 1
  }

  #reserve(bytes: number): void {
    if (this.#filled + bytes <= this.#block.length) return
    if (this.#filled > 0) this.#done.push(this.#block.subarray(0, this.#filled))
    this.#block = new Uint8Array(Math.max(this.#done.length === 0 ? FIRST_BYTES : BLOCK_BYTES, bytes))
    this.#filled = 0
    this.#begunAt = -1
  }
}
