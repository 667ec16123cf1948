/** The bytes of keys, one after the other, as far as there is room: which are kept is one number. */
export class KeyBytes {
  readonly #max: number
  #bytes = Buffer.alloc(4096)
  /** Where each key begins; it ends where the next one does. */
  #starts = new Uint32Array(1025)
  #kept = 0

  constructor(max: number) {
    this.#max = max
  }

  /** Rows below it have their keys here. */
  get kept(): number {
    return this.#kept
  }

  get memory(): number {
    return this.#bytes.byteLength + this.#starts.byteLength
  }

  /** Keeps the key of a new row, the next one; from the first that finds no room on, none is kept. */
  add(row: number, key: Buffer): void {
    if (this.#kept !== row) return
    const at = this.#starts[row] ?? 0
    const end = at + key.length
    if (end > this.#max) return
    if (end > this.#bytes.length) this.#move(at, Math.min(Math.max(this.#bytes.length * 2, end), this.#max))
    if (row + 1 === this.#starts.length) this.#resize(row * 2)
    key.copy(this.#bytes, at)
    this.#starts[row + 1] = end
    this.#kept = row + 1
  }

  /** A view of the key; null where it is not kept. */
  of(row: number): Buffer | null {
    if (row >= this.#kept) return null
    return this.#bytes.subarray(this.#starts[row], this.#starts[row + 1])
  }

  compare(a: number, b: number): number {
    const starts = this.#starts
    return this.#bytes.compare(this.#bytes, starts[b], starts[b + 1], starts[a], starts[a + 1])
  }

  /** Rows whose kept keys hold these bytes, each once. */
  *holding(text: Buffer): Generator<number, void, void> {
    const end = this.#starts[this.#kept] ?? 0
    const keys = this.#bytes.subarray(0, end)
    for (let at = keys.indexOf(text); at !== -1; ) {
      const row = this.#rowAt(at)
      const rowEnd = this.#starts[row + 1] ?? end
      const inside = at + text.length <= rowEnd
      if (inside) yield row
      at = keys.indexOf(text, inside ? rowEnd : at + 1)
    }
  }

  /** Gives back what was made ahead. */
  seal(): void {
    const end = this.#starts[this.#kept] ?? 0
    this.#move(end, end)
    this.#resize(this.#kept + 1)
  }

  /** The last row that begins at or before a place: keys of no bytes begin where the next one does. */
  #rowAt(at: number): number {
    let [low, high] = [0, this.#kept - 1]
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.#starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return low
  }

  #move(used: number, room: number): void {
    const moved = Buffer.allocUnsafeSlow(room)
    this.#bytes.copy(moved, 0, 0, used)
    this.#bytes = moved
  }

  #resize(length: number): void {
    this.#starts = new Uint32Array(this.#starts.buffer.transfer(length * this.#starts.BYTES_PER_ELEMENT))
  }
}
