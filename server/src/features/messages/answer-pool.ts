import type { AnswerMemory } from '#kafka/gateway.ts'

/** Answers differ by some batches: a little more than one needs serves the next one too. */
const GRAIN_BYTES = 1024 * 1024

/**
 * Memory for the fetch answers of one scan, used again once nobody reads an answer any more: fresh memory would cost more
 * than to fetch into it, and be held until it is collected. It moves to its next answer as a new buffer, which empties
 * every view of the one before: whoever kept one sees nothing, never bytes of another answer.
 */
export class AnswerPool implements AnswerMemory {
  readonly #most: () => number
  /** Of each answer that was laid here: how many read it. */
  readonly #readers = new WeakMap<ArrayBufferLike, number>()
  #free: ArrayBuffer[] = []
  #closed = false

  /** Keeps at most `most()` bytes for answers to come. */
  constructor(most: () => number) {
    this.#most = most
  }

  take(bytes: number): Buffer {
    // The next answer is as large as the last, or larger while a scan warms up: what is too small will not serve again.
    const fitting = this.#free.findIndex(({ byteLength }) => byteLength >= bytes)
    if (fitting === -1) this.#drop()
    const [memory = fresh(bytes)] = this.#free.splice(fitting, 1)
    this.#readers.set(memory, 0)
    return Buffer.from(memory, 0, bytes)
  }

  /** One more reader of the answer that has these bytes. */
  hold({ buffer }: Buffer): void {
    const readers = this.#readers.get(buffer)
    if (readers !== undefined) this.#readers.set(buffer, readers + 1)
  }

  readersOf(memory: ArrayBuffer): number {
    return this.#readers.get(memory) ?? 0
  }

  /** An answer came back from elsewhere in this memory, with as many readers as it had. */
  moved(memory: ArrayBuffer, readers: number): void {
    this.#readers.set(memory, readers)
  }

  /** A reader is done with them; after the last one they are gone. */
  release({ buffer }: Buffer): void {
    const readers = this.#readers.get(buffer)
    if (readers === undefined || !(buffer instanceof ArrayBuffer)) return
    this.#readers.set(buffer, readers - 1)
    if (readers > 1) return
    this.#readers.delete(buffer)
    const kept = this.#free.reduce((sum, { byteLength }) => sum + byteLength, 0)
    const keeps = !this.#closed && kept + buffer.byteLength <= this.#most()
    if (keeps) this.#free.push(buffer.transfer())
    else free(buffer)
  }

  /** Gives back what is free, and from now on what becomes free. */
  close(): void {
    this.#closed = true
    this.#drop()
  }

  #drop(): void {
    for (const memory of this.#free) free(memory)
    this.#free = []
  }
}

function fresh(bytes: number): ArrayBuffer {
  return Buffer.allocUnsafeSlow(Math.ceil(bytes / GRAIN_BYTES) * GRAIN_BYTES).buffer
}

/** At once, not when it is collected. */
function free(memory: ArrayBuffer): void {
  memory.transfer(0)
}
