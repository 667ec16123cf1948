import type { NextRecordAsk } from './next-record.ts'

/** Something for each place, as long as nothing else was used more often lately. */
export class KeptPlaces<T> {
  readonly #max: number
  readonly #kept = new Map<string, T>()

  constructor(max: number) {
    this.#max = max
  }

  get(ask: NextRecordAsk): T | null {
    const key = placeKey(ask)
    const value = this.#kept.get(key)
    if (value === undefined) return null
    this.#kept.delete(key)
    this.#kept.set(key, value)
    return value
  }

  set(ask: NextRecordAsk, value: T): void {
    const key = placeKey(ask)
    this.#kept.delete(key)
    this.#kept.set(key, value)
    if (this.#kept.size <= this.#max) return
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined) this.#kept.delete(oldest)
  }
}

/** By the topic's id where it has one: another topic of the same name has other records. */
export function placeKey({ topic, topicId, partition, position }: NextRecordAsk): string {
  return `${topicId ?? topic}/${partition}@${position}`
}
