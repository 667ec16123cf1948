import type { ClusterDescription, KafkaGateway, TopicDescription } from '#kafka/gateway.ts'

/** Brokers and topics of a cluster, as they were read last. */
export interface ClusterFacts {
  cluster: ClusterDescription
  topics: readonly TopicDescription[]
}

const READ_AGAIN_MS = 30_000
const TOO_OLD_MS = 120_000
const READ_TIMEOUT_MS = 10_000

/**
 * Brokers and topics for profiles that name them. A scrape takes what memory has and has it read again for the next one,
 * so that no broker can hold it up; what is too old is not told.
 */
export class ClusterFactsMemory {
  readonly #gateway: Pick<KafkaGateway, 'describeCluster' | 'describeTopics'>
  readonly #now: () => number
  #facts: ClusterFacts | null = null
  #readAt = Number.NEGATIVE_INFINITY
  #triedAt = Number.NEGATIVE_INFINITY
  #reading: Promise<void> | null = null

  constructor(gateway: Pick<KafkaGateway, 'describeCluster' | 'describeTopics'>, now = Date.now) {
    this.#gateway = gateway
    this.#now = now
  }

  current(): ClusterFacts | null {
    if (this.#now() - this.#triedAt >= READ_AGAIN_MS) void this.read()
    return this.#now() - this.#readAt <= TOO_OLD_MS ? this.#facts : null
  }

  /** A cluster that does not answer leaves the facts as they are: the collector's own metrics tell of that. */
  read(): Promise<void> {
    this.#triedAt = this.#now()
    this.#reading ??= this.#ask().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #ask(): Promise<void> {
    const options = { timeoutMs: READ_TIMEOUT_MS }
    const [cluster, topics] = await Promise.allSettled([
      this.#gateway.describeCluster(options),
      this.#gateway.describeTopics(undefined, options),
    ])
    if (cluster.status !== 'fulfilled' || topics.status !== 'fulfilled') return
    const described = topics.value.flatMap((topic) => (topic.ok ? [topic.value] : []))
    this.#facts = { cluster: cluster.value, topics: described }
    this.#readAt = this.#now()
  }
}
