/** Varints of more than seven bytes hold numbers that a double does not hold exactly. */
const EXACT_BYTES = 7

/** Bytes written one after the other, into memory that grows and is used again. */
export class ByteWriter {
  #bytes = new Uint8Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow()
    this.#bytes[this.#length] = value
    this.#length += 1
  }

  /** Changes a byte that was written before. */
  set(at: number, value: number): void {
    this.#bytes[at] = value
  }

  /** A whole number from 0 on, in groups of seven bits, the low ones first. */
  varint(value: number | bigint): void {
    let rest = value
    if (typeof rest === 'bigint') {
      while (rest > 0x7fffffffn) {
        this.byte(Number(rest & 0x7fn) | 0x80)
        rest >>= 7n
      }
      rest = Number(rest)
    }
    while (rest > 0x7f) {
      this.byte((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    this.byte(rest)
  }

  /** What was written since the last call. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#bytes.length)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads what a {@link ByteWriter} wrote. Throws a `RangeError` where the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length
  }

  byte(): number {
    const value = this.#bytes[this.#at]
    if (value === undefined) throw new RangeError('History ends in the middle of a value.')
    this.#at += 1
    return value
  }

  /** A number where it is exact. */
  varint(): number | bigint {
    let value = 0
    let scale = 1
    for (let read = 0; read < EXACT_BYTES; read += 1) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
    let large = BigInt(value)
    for (let shift = BigInt(7 * EXACT_BYTES); ; shift += 7n) {
      const byte = this.byte()
      large |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return large
    }
  }

  skipVarint(): void {
    while (this.byte() >= 0x80);
  }
}
