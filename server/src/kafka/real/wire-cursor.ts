/**
 * Reads the bytes of an answer in order: much faster than the library's reader, for answers with a hundred thousand
 * fields. Throws a RangeError where they end too early. `compact` is the form of flexible versions (KIP-482).
 */
export class WireCursor {
  readonly #bytes: Buffer
  /** Reads a bigint in one piece, where Buffer makes it of four. */
  readonly #view: DataView
  #at: number

  constructor(bytes: Buffer, at = 0, view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)) {
    this.#bytes = bytes
    this.#view = view
    this.#at = at
  }

  /** To read from there again, with {@link WireCursor.from}. */
  get position(): number {
    return this.#at
  }

  from(position: number): WireCursor {
    return new WireCursor(this.#bytes, position, this.#view)
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  int8(): number {
    const value = this.#view.getInt8(this.#at)
    this.#at += 1
    return value
  }

  int16(): number {
    const value = this.#view.getInt16(this.#at)
    this.#at += 2
    return value
  }

  int32(): number {
    const value = this.#view.getInt32(this.#at)
    this.#at += 4
    return value
  }

  int64(): bigint {
    const value = this.#view.getBigInt64(this.#at)
    this.#at += 8
    return value
  }

  unsignedVarint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#view.getUint8(this.#at)
      this.#at += 1
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new RangeError('A number is longer than 5 bytes')
  }

  skip(bytes: number): void {
    if (bytes < 0 || bytes > this.left)
      throw new RangeError(`${bytes} bytes are wanted, ${this.left} are left`)
    this.#at += bytes
  }

  /** Null is read as the empty text. */
  text(compact: boolean): string {
    return this.nullableText(compact) ?? ''
  }

  nullableText(compact: boolean): string | null {
    const length = compact ? this.unsignedVarint() - 1 : this.int16()
    if (length < 0) return null
    if (length === 0) return ''
    const start = this.#at
    this.skip(length)
    return this.#bytes.toString('utf8', start, this.#at)
  }

  skipText(compact: boolean): void {
    const length = compact ? this.unsignedVarint() - 1 : this.int16()
    if (length > 0) this.skip(length)
  }

  /** How many items an array has, 0 for null. No more than there are bytes left: each takes one at least. */
  count(compact: boolean): number {
    const count = compact ? this.unsignedVarint() - 1 : this.int32()
    if (count > this.left) throw new RangeError(`${count} items are named, ${this.left} bytes are left`)
    return Math.max(0, count)
  }

  array<T>(compact: boolean, read: () => T): T[] {
    const count = this.count(compact)
    const items: T[] = []
    for (let index = 0; index < count; index += 1) items.push(read())
    return items
  }

  skipTags(): void {
    for (let tags = this.unsignedVarint(); tags > 0; tags -= 1) {
      this.unsignedVarint()
      this.skip(this.unsignedVarint())
    }
  }
}
