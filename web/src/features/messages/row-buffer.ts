import type { Message } from '@sluice/shared/messages'

export interface RowLimits {
  rows: number
  bytes: number
}
/** What the page keeps of a scan; beyond it the rows that came first make room. */
const ROW_LIMITS: RowLimits = { rows: 50_000, bytes: 64 * 1024 * 1024 }

/** Rows dropped at a time, as a part of what is kept: dropping one by one would copy the list with every row. */
const SLACK = 8

/** The rows of a scan in the order they came, capped by number and by bytes. */
export class RowBuffer {
  readonly #limits: RowLimits
  #rows: Message[] = []
  #sizes: number[] = []
  #bytes = 0
  #dropped = 0

  constructor(limits: RowLimits = ROW_LIMITS) {
    this.#limits = limits
  }

  get rows(): readonly Message[] {
    return this.#rows
  }

  /** Rows that were let go because the buffer was full. */
  get dropped(): number {
    return this.#dropped
  }

  get bytes(): number {
    return this.#bytes
  }

  clear(): void {
    this.#rows = []
    this.#sizes = []
    this.#bytes = 0
    this.#dropped = 0
  }

  push(rows: readonly Message[]): void {
    for (const row of rows) {
      const size = heldBytes(row)
      this.#rows.push(row)
      this.#sizes.push(size)
      this.#bytes += size
      if (this.#rows.length > this.#limits.rows || this.#bytes > this.#limits.bytes) this.#drop()
    }
  }

  #drop(): void {
    const rowsKept = this.#limits.rows - Math.floor(this.#limits.rows / SLACK)
    const bytesKept = this.#limits.bytes - this.#limits.bytes / SLACK
    let count = Math.max(0, this.#rows.length - rowsKept)
    let bytes = this.#bytes
    for (let at = 0; at < count; at++) bytes -= this.#sizes[at] ?? 0
    // The newest row stays whatever its size: an empty list would be a lie.
    while (bytes > bytesKept && count < this.#rows.length - 1) bytes -= this.#sizes[count++] ?? 0
    this.#rows = this.#rows.slice(count)
    this.#sizes = this.#sizes.slice(count)
    this.#bytes = bytes
    this.#dropped += count
  }
}

/** About what a row takes in memory: two bytes a character at worst, and the objects around them. */
function heldBytes(row: Message): number {
  let characters = (row.key?.data.length ?? 0) + (row.value?.data.length ?? 0)
  for (const header of row.headers) characters += header.key.length + (header.value?.data.length ?? 0) + 60
  return characters * 2 + 400
}
