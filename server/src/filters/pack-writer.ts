export type PackBytes = Uint8Array<ArrayBuffer>

/** Stretches of the bytes, two numbers each; a start of −1 is null. */
export type Bounds = Int32Array<ArrayBuffer>

const FIRST_BYTES = 64 * 1024

/** Writes payloads behind each other into memory that may be used again, and so need not be empty. */
export class PackWriter {
  bytes: PackBytes
  #at = 0

  constructor(memory: PackBytes = unfilled(FIRST_BYTES)) {
    this.bytes = memory
  }

  get written(): PackBytes {
    return this.bytes.subarray(0, this.#at)
  }

  /** A payload of each item, with a NUL behind it. */
  putAll<T>(items: readonly T[], payloadOf: (item: T) => Uint8Array | null): Bounds {
    const bounds = new Int32Array(items.length * 2)
    let index = 0
    for (const item of items) {
      const payload = payloadOf(item)
      bounds[index] = payload === null ? -1 : this.#at
      if (payload !== null) this.#put(payload)
      bounds[index + 1] = this.#at - 1
      index += 2
    }
    return bounds
  }

  #put(payload: Uint8Array): void {
    const end = this.#at + payload.length
    if (end >= this.bytes.length) this.#grow(end + 1)
    this.bytes.set(payload, this.#at)
    this.bytes[end] = 0
    this.#at = end + 1
  }

  #grow(least: number): void {
    const { written } = this
    this.bytes = unfilled(Math.max(least, this.bytes.length * 2))
    this.bytes.set(written)
  }
}

/** Memory of its own, not of a pool, so that it can change hands; it is not filled with zeros, since it is written over. */
function unfilled(bytes: number): PackBytes {
  return Buffer.allocUnsafeSlow(bytes)
}
