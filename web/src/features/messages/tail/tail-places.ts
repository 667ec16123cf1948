import type { Message } from '@sluice/shared/messages'
import type { TailPlace } from '@sluice/shared/messages-tail'

/** Offsets `[from, to)` of a partition that passed by while nobody listened. */
export interface MissedRange {
  topic: string
  partition: number
  from: bigint
  to: bigint
}

/** How far a tail has come in each partition, so that what passed by between two connections can be named. */
export class TailPlaces {
  readonly #next = new Map<string, bigint>()
  #begun = false

  clear(): void {
    this.#next.clear()
    this.#begun = false
  }

  reached(places: readonly TailPlace[]): void {
    for (const { topic, partition, next } of places) this.#next.set(keyOf(topic, partition), BigInt(next))
  }

  /** Rows may be ahead of what progress has told. */
  came(rows: readonly Message[]): void {
    for (const { topic, partition, offset } of rows) {
      const key = keyOf(topic, partition)
      const next = BigInt(offset) + 1n
      if (next > (this.#next.get(key) ?? 0n)) this.#next.set(key, next)
    }
  }

  /** A connection begins at these places: what lies between them and where the last one ended. */
  begin(places: readonly TailPlace[]): MissedRange[] {
    const missed = places.flatMap(({ topic, partition, next }) => {
      const from = this.#next.get(keyOf(topic, partition)) ?? (this.#begun ? 0n : null)
      const to = BigInt(next)
      return from === null || from >= to ? [] : [{ topic, partition, from, to }]
    })
    this.#begun = true
    this.reached(places)
    return missed
  }
}

function keyOf(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
