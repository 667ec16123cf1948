import type { Message } from '@sluice/shared/messages'
import { readTimestamp } from '../timestamp.ts'

/** Offsets `[from, to)` of one partition. */
export interface Stretch {
  from: bigint
  to: bigint
}

/** Finer than any bucket. */
const TALLY_MS = 1000
/** Seconds that are told apart at most: beyond, finds are still counted where their second is known. */
const TALLY_MAX = 100_000

/**
 * Where the rows of one scan lie, and when what it found was written: gathered outside React, read when the strip is
 * painted. A short scan ends before it tells of progress; its rows say where it has been.
 */
export class ScanTrail {
  readonly #stretches = new Map<string, Stretch>()
  readonly #found = new Map<number, number>()
  #version = 0

  /** Changes with every row. */
  get version(): number {
    return this.#version
  }

  clear(): void {
    this.#stretches.clear()
    this.#found.clear()
    this.#version += 1
  }

  /** Rows lie where the scan has been; without a filter so does all between two of a partition. */
  rows(rows: readonly Message[], filtered: boolean): void {
    for (const { topic, partition, offset, timestamp } of rows) {
      if (!filtered) this.#widen(topic, partition, BigInt(offset), BigInt(offset) + 1n)
      else {
        const time = readTimestamp(timestamp)
        if (time.kind === 'instant') this.#count(Math.floor(time.ms / TALLY_MS))
      }
    }
    if (rows.length > 0) this.#version += 1
  }

  /** What was looked at of a partition; null: nothing that is known of. */
  stretch(topic: string, partition: number): Stretch | null {
    return this.#stretches.get(`${topic}/${partition}`) ?? null
  }

  get known(): boolean {
    return this.#stretches.size > 0
  }

  /** Finds in each bucket between the edges, by the second they were written in. */
  foundIn(edges: readonly number[]): number[] {
    const counts = edges.slice(1).map(() => 0)
    const [first, last] = [edges[0], edges.at(-1)]
    if (first === undefined || last === undefined) return counts
    for (const [second, found] of this.#found) {
      const ms = second * TALLY_MS
      if (ms < first || ms >= last) continue
      const at = bucketOf(ms, edges)
      counts[at] = (counts[at] ?? 0) + found
    }
    return counts
  }

  #count(second: number): void {
    const known = this.#found.get(second)
    if (known !== undefined || this.#found.size < TALLY_MAX) this.#found.set(second, (known ?? 0) + 1)
  }

  #widen(topic: string, partition: number, from: bigint, to: bigint): void {
    const key = `${topic}/${partition}`
    const known = this.#stretches.get(key)
    if (known === undefined) {
      this.#stretches.set(key, { from, to })
      return
    }
    if (from < known.from) known.from = from
    if (to > known.to) known.to = to
  }
}

function bucketOf(ms: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((edges[middle] ?? 0) <= ms) low = middle
    else high = middle - 1
  }
  return low
}
