import { AppError } from '#http/app-error.ts'
import type { KeptState } from './kept-state.ts'

/** For all kept states together. The newest always has its place. */
const BYTES_MAX = 256 * 1024 * 1024
const STATES_MAX = 50
/** Who left the page an hour ago may build it again. */
const IDLE_MS = 60 * 60_000

/** Keeps states that were built, and forgets those not looked at for longest. */
export class StateShelf {
  readonly #states = new Map<string, { state: KeptState; usedAt: number }>()
  readonly #now: () => number
  readonly #bytesMax: number

  constructor(now: () => number = Date.now, bytesMax = BYTES_MAX) {
    this.#now = now
    this.#bytesMax = bytesMax
  }

  get size(): number {
    return this.#states.size
  }

  add(state: KeptState): void {
    this.#states.set(state.summary.id, { state, usedAt: this.#now() })
    this.#forget()
  }

  /** Throws `STATE_NOT_FOUND`. */
  find(cluster: string, id: string): KeptState {
    this.#forget()
    const kept = this.#states.get(id)
    if (kept === undefined || kept.state.cluster !== cluster) {
      const message = `State "${id}" is not kept any more: it was not looked at for long, or newer ones needed its memory. Build it again.`
      throw new AppError('STATE_NOT_FOUND', message)
    }
    this.#states.delete(id)
    this.#states.set(id, { state: kept.state, usedAt: this.#now() })
    return kept.state
  }

  /** In the order of their last use: the first go first. */
  #forget(): void {
    const before = this.#now() - IDLE_MS
    let bytes = 0
    for (const { state } of this.#states.values()) bytes += bytesOf(state)
    for (const [id, { state, usedAt }] of this.#states) {
      const tooMuch = bytes > this.#bytesMax || this.#states.size > STATES_MAX
      if (usedAt >= before && (!tooMuch || this.#states.size === 1)) return
      this.#states.delete(id)
      bytes -= bytesOf(state)
    }
  }
}

function bytesOf({ table, orders }: KeptState): number {
  let bytes = table.bytes
  for (const order of orders.values()) bytes += order.byteLength
  return bytes
}
