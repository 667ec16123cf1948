/** Names a partition of a topic; null stands for all of the topic. */
export interface PartitionId {
  topic: string
  partition: number | null
}

/** What is known of each of several partitions, of however many topics. */
export class PartitionMap<T> {
  readonly #entries = new Map<string, readonly [PartitionId, T]>()

  constructor(entries: Iterable<readonly [PartitionId, T]> = []) {
    for (const [id, value] of entries) this.set(id, value)
  }

  get size(): number {
    return this.#entries.size
  }

  get(id: PartitionId): T | undefined {
    return this.#entries.get(keyOf(id))?.[1]
  }

  has(id: PartitionId): boolean {
    return this.#entries.has(keyOf(id))
  }

  set({ topic, partition }: PartitionId, value: T): void {
    const id = { topic, partition }
    this.#entries.set(keyOf(id), [id, value])
  }

  entries(): Iterable<readonly [PartitionId, T]> {
    return this.#entries.values()
  }

  values(): T[] {
    return [...this.#entries.values()].map(([, value]) => value)
  }
}

/** No topic's name holds a slash. */
function keyOf({ topic, partition }: PartitionId): string {
  return `${topic}/${partition ?? ''}`
}

/** By topic, then partition; a topic as a whole comes before its partitions. */
export function comparePartitions(a: PartitionId, b: PartitionId): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1
  return (a.partition ?? -1) - (b.partition ?? -1)
}
