import type { AnswerMemory } from '../gateway.ts'

/** Far above what Kafka sends by default (1 MiB batches, 55 MB fetches), far below what would end the process. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024

const LENGTH_BYTES = 4

/** Smaller answers are not worth a place of their own. */
const PLACED_BYTES = 32 * 1024

/**
 * Cuts what a broker sends into whole answers, each laid once where it stays, its length in front. What no broker sends
 * is a fault: the library behind it believes any length and would gather 2 GB.
 */
export class FrameReader {
  /** Where the next large answer is laid; null: in memory of its own. */
  memory: AnswerMemory | null = null
  readonly #deliver: (frame: Buffer) => void
  readonly #maxBytes: number
  readonly #prefix = Buffer.allocUnsafeSlow(LENGTH_BYTES)
  /** What is being filled: the length of the next answer, or the answer. */
  #target: Buffer = this.#prefix
  #filled = 0

  constructor(deliver: (frame: Buffer) => void, maxBytes = MAX_FRAME_BYTES) {
    this.#deliver = deliver
    this.#maxBytes = maxBytes
  }

  /** Where the next bytes go: never empty, and never a part of an answer that was delivered. */
  get room(): Buffer {
    return this.#target.subarray(this.#filled)
  }

  /** So many bytes were laid into {@link room}. Answers with what is wrong, or null. */
  took(bytes: number): string | null {
    this.#filled += bytes
    if (this.#filled < this.#target.length) return null
    const target = this.#target
    if (target !== this.#prefix) {
      this.#target = this.#prefix
      this.#filled = 0
      this.#deliver(target)
      return null
    }
    const length = target.readInt32BE()
    if (length < LENGTH_BYTES || length > this.#maxBytes) {
      return `an answer claims a length of ${length} bytes, as no Kafka broker’s does`
    }
    this.#target = this.#place(LENGTH_BYTES + length)
    target.copy(this.#target)
    return null
  }

  /** The same for bytes that lie elsewhere. */
  feed(chunk: Buffer): string | null {
    for (let at = 0; at < chunk.length; ) {
      const bytes = chunk.copy(this.room, 0, at)
      at += bytes
      const fault = this.took(bytes)
      if (fault !== null) return fault
    }
    return null
  }

  #place(bytes: number): Buffer {
    if (bytes < PLACED_BYTES) return Buffer.allocUnsafe(bytes)
    return this.memory?.take(bytes) ?? Buffer.allocUnsafeSlow(bytes)
  }
}
