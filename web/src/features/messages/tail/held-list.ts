import type { Message } from '@sluice/shared/messages'
import type { TailRing } from './tail-ring.ts'

/** The list as it stood when it was held, while the ring goes on. */
export class HeldList {
  readonly #ring: TailRing
  #rows: readonly Message[] | null = null
  #received = 0

  constructor(ring: TailRing) {
    this.#ring = ring
  }

  get holds(): boolean {
    return this.#rows !== null
  }

  /** What is to be shown. */
  get rows(): readonly Message[] {
    return this.#rows ?? this.#ring.view
  }

  /** Rows that came since. */
  get fresh(): number {
    return this.#rows === null ? 0 : this.#ring.received - this.#received
  }

  /** Of those, rows that are no longer kept. */
  get lost(): number {
    return Math.max(0, this.fresh - this.#ring.size)
  }

  hold(): void {
    if (this.#rows === null) this.#set(this.#ring.view)
  }

  release(): void {
    this.#rows = null
  }

  clear(): void {
    if (this.#rows !== null) this.#set([])
  }

  /** The newest stand first: what came before a row stands behind it. */
  insert(rows: readonly Message[], before: Message | null): void {
    if (this.#rows === null) return
    const at = before === null ? 0 : this.#rows.indexOf(before) + 1
    this.#rows = [...this.#rows.slice(0, at), ...rows.toReversed(), ...this.#rows.slice(at)]
  }

  #set(rows: readonly Message[]): void {
    this.#rows = rows
    this.#received = this.#ring.received
  }
}
