import type { Message } from '@sluice/shared/messages'
import { compareKeys, type MessageKey } from './cursor-state.ts'
import { Heap } from './heap.ts'
import { comparePartitions } from './partition-map.ts'

/** A message that may be among the newest. `late`: an earlier page has already gone past its time. */
export interface RankedKey extends MessageKey {
  late: boolean
}

export interface RankedRow extends RankedKey {
  message: Message
}

/**
 * Negative where `a` goes out before `b`: late ones first, partition by partition from the back, so that a page that
 * cannot hold them all leaves a clean edge; then newest first.
 */
function compareRanks(a: RankedKey, b: RankedKey): number {
  if (a.late !== b.late) return a.late ? -1 : 1
  if (!a.late) return compareKeys(b, a)
  return comparePartitions(a, b) || Number(b.offset - a.offset)
}

/** The first `limit` rows by rank out of any number offered. */
export class TopRows {
  #limit: number
  #taken = 0
  #rows = new Heap<RankedRow>((a, b) => compareRanks(a, b) > 0)

  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#rows.size
  }

  /** How many more have a place without another making it. */
  get free(): number {
    return this.#limit - this.#rows.size
  }

  /** Rows that have or had a place. */
  get found(): number {
    return this.#taken + this.#rows.size
  }

  get full(): boolean {
    return this.#rows.size >= this.#limit
  }

  /** The row that would be the next to go. */
  get worst(): RankedRow | undefined {
    return this.#rows.peek()
  }

  accepts(key: RankedKey): boolean {
    const worst = this.worst
    return !this.full || (worst !== undefined && compareRanks(key, worst) < 0)
  }

  /** Takes the row in; returns the one that had no place, which may be the row itself. */
  offer(row: RankedRow): RankedRow | null {
    if (!this.accepts(row)) return row
    const dropped = this.full ? this.#rows.pop() : undefined
    this.#rows.push(row)
    return dropped ?? null
  }

  /** Takes the first `count` rows out, by rank: there is place for as many fewer from then on. */
  take(count: number): RankedRow[] {
    const rows = this.sorted()
    const taken = rows.splice(0, count)
    this.#limit -= taken.length
    this.#taken += taken.length
    this.#rows = new Heap<RankedRow>((a, b) => compareRanks(a, b) > 0)
    for (const row of rows) this.#rows.push(row)
    return taken
  }

  values(): Iterable<RankedRow> {
    return this.#rows.values()
  }

  /** By rank. */
  sorted(): RankedRow[] {
    return [...this.#rows.values()].sort(compareRanks)
  }
}
