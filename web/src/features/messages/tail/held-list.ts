import type { Message } from '@sluice/shared/messages'
import type { TailRing } from './tail-ring.ts'

/** The list as it stood when it was held, while the ring goes on. */
export class HeldList {
  readonly #ring: TailRing
  #rows: readonly Message[] | null = null
  #received = 0
  /** What was painted last: it is what somebody sees who presses, and what has come since was not seen. */
  #painted: { rows: readonly Message[]; received: number } | null = null

  constructor(ring: TailRing) {
    this.#ring = ring
  }

  get holds(): boolean {
    return this.#rows !== null
  }

  /** Rows that came since. */
  get fresh(): number {
    return this.#rows === null ? 0 : this.#ring.received - this.#received
  }

  /** Of those, rows that are no longer kept. */
  get lost(): number {
    return Math.max(0, this.fresh - this.#ring.size)
  }

  /** The rows for a paint, which a hold then keeps. */
  paint(): readonly Message[] {
    if (this.#rows !== null) return this.#rows
    const rows = this.#ring.view
    this.#painted = { rows, received: this.#ring.received }
    return rows
  }

  hold(): void {
    if (this.#rows !== null) return
    this.#rows = this.#painted?.rows ?? this.#ring.view
    this.#received = this.#painted?.received ?? this.#ring.received
  }

  /** Lets what is held go on. */
  release(): void {
    this.#rows = null
  }

  /** Nothing of what was shown is shown any more. */
  clear(): void {
    this.#painted = null
    if (this.#rows === null) return
    this.#rows = []
    this.#received = this.#ring.received
  }

  /** The newest stand first: what came before a row stands behind it. */
  insert(rows: readonly Message[], before: Message | null): void {
    if (this.#rows === null) return
    const at = before === null ? 0 : this.#rows.indexOf(before) + 1
    this.#rows = [...this.#rows.slice(0, at), ...rows.toReversed(), ...this.#rows.slice(at)]
  }
}
