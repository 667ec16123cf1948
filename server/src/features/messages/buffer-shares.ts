const TOTAL_BYTES = 256 * 1024 * 1024

/** What one running scan may hold of fetched bytes, as a part of what it could have alone. */
export interface BufferShare {
  /** Above 0, at most 1; it shrinks as more scans run beside this one, and grows again as they end. */
  readonly part: number
  /** Gives the share back; more than once does nothing. */
  leave(): void
}

/** Bounds what all running scans hold between them, so that many readers slow down rather than use up the memory. */
export class BufferShares {
  readonly #total: number
  readonly #wishes = new Map<symbol, number>()
  #wished = 0

  constructor(total = TOTAL_BYTES) {
    this.#total = total
  }

  /** `bytes` is what the scan would hold at most if it were alone. */
  enter(bytes: number): BufferShare {
    const id = Symbol('scan')
    this.#wishes.set(id, bytes)
    this.#wished += bytes
    const part = () => Math.min(1, this.#total / this.#wished)
    return {
      get part() {
        return part()
      },
      leave: () => {
        this.#wished -= this.#wishes.get(id) ?? 0
        this.#wishes.delete(id)
      },
    }
  }
}
