import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { WatchedTopic } from '../evidence.ts'

export interface TurnLimits {
  /** Of those that something was seen to happen in; they come each time. */
  hot: number
  /** Of all others; they come by turns. */
  cold: number
  /** The same while there are some that were never looked at. */
  first: number
}

/** Says which partitions to look at now: those where something happens each time, all others by turns. */
export class PartitionTurns {
  readonly #limits: TurnLimits
  #hot = new Set<string>()
  #looked = new Set<string>()
  #place = 0
  #of = 0

  constructor(limits: TurnLimits) {
    this.#limits = limits
  }

  next(topics: readonly WatchedTopic[]): TopicPartitionId[] {
    const all = topics.flatMap(({ name, partitions }) =>
      partitions.map((partition) => ({ topic: name, partition })),
    )
    this.#of = all.length
    if (this.#looked.size > all.length) this.#keepOnly(all)
    const others = this.#looked.size < all.length ? this.#limits.first : this.#limits.cold
    const hot = all.filter((one) => this.#hot.has(nameOf(one))).slice(0, this.#limits.hot)
    const taken = new Set(hot.map(nameOf))
    const cold: TopicPartitionId[] = []
    for (let step = 0; step < all.length && cold.length < others; step += 1) {
      const one = all[(this.#place + step) % all.length]
      if (one !== undefined && !taken.has(nameOf(one))) cold.push(one)
    }
    const last = cold.at(-1)
    if (last !== undefined) this.#place = (all.indexOf(last) + 1) % all.length
    return [...hot, ...cold]
  }

  looked(partition: TopicPartitionId, happened: boolean): void {
    const name = nameOf(partition)
    this.#looked.add(name)
    if (happened) this.#hot.add(name)
    else this.#hot.delete(name)
  }

  coverage(): { done: number; of: number } {
    return { done: Math.min(this.#looked.size, this.#of), of: this.#of }
  }

  /** Topics that are gone leave with what was known of them. */
  #keepOnly(all: readonly TopicPartitionId[]): void {
    const present = new Set(all.map(nameOf))
    this.#looked = this.#looked.intersection(present)
    this.#hot = this.#hot.intersection(present)
  }
}

/** A topic's name holds no slash. */
export function nameOf({ topic, partition }: TopicPartitionId): string {
  return `${topic}/${partition}`
}
