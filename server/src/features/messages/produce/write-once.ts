import { createHash } from 'node:crypto'
import { AppError } from '#http/app-error.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { WriteFault } from '#kafka/write-faults.ts'

interface Kept<Answer> {
  request: string
  outcome: Promise<Answer>
  settled: boolean
  atMs: number
}

export interface WriteOnceOptions {
  max?: number
  keepMs?: number
  now?: () => number
}

const KEPT_MAX = 1000
const KEPT_MS = 3_600_000

/**
 * Makes requests with the same idempotency key one write: the second gets the answer of the first, which it waits for.
 * Kept in memory, so that a restart forgets; a request that wrote nothing is forgotten at once and may be sent again.
 */
export class WriteOnce<Answer> {
  readonly #kept = new Map<string, Kept<Answer>>()
  readonly #max: number
  readonly #keepMs: number
  readonly #now: () => number

  constructor({ max = KEPT_MAX, keepMs = KEPT_MS, now = Date.now }: WriteOnceOptions = {}) {
    this.#max = max
    this.#keepMs = keepMs
    this.#now = now
  }

  /** `key` names the place written to as well; `request` is all that was asked for. Throws `IDEMPOTENCY_CONFLICT`. */
  async run(
    key: string,
    request: string,
    write: () => Promise<Answer>,
  ): Promise<{ answer: Answer; replayed: boolean }> {
    const print = createHash('sha256').update(request).digest('base64')
    this.#forgetOld()
    const found = this.#kept.get(key)
    if (found !== undefined) {
      if (found.request === print) return { answer: await found.outcome, replayed: true }
      throw new AppError(
        'IDEMPOTENCY_CONFLICT',
        'This idempotency key was used for another write. Nothing was written: send this one under a new key.',
      )
    }
    const kept: Kept<Answer> = { request: print, outcome: write(), settled: false, atMs: this.#now() }
    this.#kept.set(key, kept)
    try {
      return { answer: await kept.outcome, replayed: false }
    } catch (error) {
      if (wroteNothing(error)) this.#kept.delete(key)
      throw error
    } finally {
      kept.settled = true
    }
  }

  #forgetOld(): void {
    const before = this.#now() - this.#keepMs
    for (const [key, { settled, atMs }] of this.#kept) {
      if (!settled) continue
      if (atMs > before && this.#kept.size < this.#max) break
      this.#kept.delete(key)
    }
    if (this.#kept.size >= this.#max)
      throw new AppError('TOO_MANY_STREAMS', 'Too many writes are under way. Nothing was written; try again.')
  }
}

/** The writer rejects only where nothing was sent; of anything unforeseen it is not known. */
function wroteNothing(error: unknown): boolean {
  if (error instanceof WriteFault) return error.written === 'no'
  return error instanceof KafkaFault || error instanceof AppError
}
