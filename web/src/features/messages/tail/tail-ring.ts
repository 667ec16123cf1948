import type { Message } from '@sluice/shared/messages'
import { RowBuffer, type RowLimits } from '../row-buffer.ts'

/** What a page that stays open for hours keeps of what it follows. */
const RING_LIMITS: RowLimits = { rows: 10_000, bytes: 32 * 1024 * 1024 }

/** The newest rows of a tail, capped by number and by bytes. */
export class TailRing {
  readonly #limits: RowLimits
  #buffer: RowBuffer
  /** Rows that ever came by themselves; those that filled a gap are not among them. */
  received = 0
  /** Rows that made room for others. */
  letGo = 0
  #view: readonly Message[] | null = null

  constructor(limits: RowLimits = RING_LIMITS) {
    this.#limits = limits
    this.#buffer = new RowBuffer(limits)
  }

  get size(): number {
    return this.#buffer.rows.length
  }

  push(rows: readonly Message[]): void {
    const before = this.#buffer.dropped
    this.#buffer.push(rows)
    this.letGo += this.#buffer.dropped - before
    this.received += rows.length
    this.#view = null
  }

  /** Puts rows in before the one that came after them; without one they are the newest. */
  insert(rows: readonly Message[], before: Message | null): void {
    const all = this.#buffer.rows
    const at = before === null ? all.length : Math.max(0, all.indexOf(before))
    this.#buffer = new RowBuffer(this.#limits)
    this.#buffer.push([...all.slice(0, at), ...rows, ...all.slice(at)])
    this.letGo += this.#buffer.dropped
    this.#view = null
  }

  clear(): void {
    this.#buffer.clear()
    this.letGo = 0
    this.#view = null
  }

  /** The newest first; another list whenever something came. */
  get view(): readonly Message[] {
    this.#view ??= this.#buffer.rows.toReversed()
    return this.#view
  }
}
