/** Offsets of one partition above a base, a bit each: what was found in the target of what a job may have written. */
export class OffsetSet {
  readonly base: bigint
  #bits: Uint8Array
  #size = 0
  #last: bigint | null = null

  /** Throws a RangeError beyond `span` offsets. */
  constructor(base: bigint, span: bigint) {
    if (span < 0n || span > SPAN_MAX)
      throw new RangeError(`${span} offsets are more than can be held at once.`)
    this.base = base
    this.#bits = new Uint8Array(Math.ceil(Number(span) / 8))
  }

  get size(): number {
    return this.#size
  }

  /** The highest; null of none. */
  get last(): bigint | null {
    return this.#last
  }

  /** False where it was there already, or is outside. */
  add(offset: bigint): boolean {
    const at = this.#place(offset)
    if (at === null || this.#has(at)) return false
    const byte = at >>> 3
    this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << (at & 7))
    this.#size += 1
    if (this.#last === null || offset > this.#last) this.#last = offset
    return true
  }

  has(offset: bigint): boolean {
    const at = this.#place(offset)
    return at !== null && this.#has(at)
  }

  #has(at: number): boolean {
    return ((this.#bits[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0
  }

  #place(offset: bigint): number | null {
    const at = offset - this.base
    return at < 0n || at >= BigInt(this.#bits.length) * 8n ? null : Number(at)
  }
}

/** 64 MB of bits. */
export const SPAN_MAX = 1n << 29n
