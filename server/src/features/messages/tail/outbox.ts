import type { Message } from '@sluice/shared/messages'
import { weigh } from '../decode-message.ts'
import type { TailLimits } from './tail-limits.ts'

/** Rows that wait for the reader. When it is too slow the newest are kept, and what makes room is counted. */
export class Outbox {
  readonly #limits: Pick<TailLimits, 'outboxBytes' | 'flushRows' | 'flushBytes'>
  #rows: Message[] = []
  #bytes = 0
  /** When the first of those waiting came; null while none waits. */
  since: number | null = null
  shown = 0
  dropped = 0

  constructor(limits: Pick<TailLimits, 'outboxBytes' | 'flushRows' | 'flushBytes'>) {
    this.#limits = limits
  }

  get full(): boolean {
    return this.#rows.length >= this.#limits.flushRows || this.#bytes >= this.#limits.flushBytes
  }

  push(rows: readonly Message[], now: number): void {
    if (rows.length === 0) return
    this.since ??= now
    for (const row of rows) {
      this.#rows.push(row)
      this.#bytes += weigh(row)
    }
    let gone = 0
    while (this.#bytes > this.#limits.outboxBytes && gone < this.#rows.length - 1) {
      const row = this.#rows[gone]
      if (row !== undefined) this.#bytes -= weigh(row)
      gone += 1
    }
    if (gone > 0) this.#rows.splice(0, gone)
    this.dropped += gone
  }

  /** The rows of the next frame, the oldest first; empty when none waits. They count as shown. */
  take(): Message[] {
    let [count, bytes] = [0, 0]
    const { flushRows, flushBytes } = this.#limits
    while (count < this.#rows.length && count < flushRows && bytes < flushBytes) {
      const row = this.#rows[count]
      if (row !== undefined) bytes += weigh(row)
      count += 1
    }
    const rows = this.#rows.splice(0, count)
    this.#bytes -= bytes
    this.shown += rows.length
    if (this.#rows.length === 0) this.since = null
    return rows
  }
}
