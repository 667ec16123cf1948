import type { metadataV12 } from '@platformatic/kafka'
import type { CallScope } from '../call-scope.ts'
import type { ClusterConnection } from '../connection-config.ts'
import type { KafkaFault } from '../kafka-fault.ts'
import { addressText, type BrokerAddress, parseAddress } from './broker-address.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import { topicFault } from './error-codes.ts'
import { METADATA } from './wire-apis.ts'

export type MetadataAnswer = metadataV12.MetadataResponse
type MetadataTopic = metadataV12.MetadataResponseTopic

/** A leader may move at any time; that is noticed by the answer "not the leader". This only bounds what is kept. */
const ROUTE_TTL_MS = 30_000

/** Which broker leads each partition of a topic; a partition without a leader has null. */
export interface TopicRoute {
  leaders: ReadonlyMap<number, number | null>
  readAt: number
}

/** What is known of the cluster's brokers and of who leads what, from every Metadata answer that passes. */
export class ClusterMap {
  readonly #client: BrokerClient
  readonly #bootstrap: readonly BrokerAddress[]
  #brokers = new Map<number, BrokerNode>()
  readonly #routes = new Map<string, TopicRoute>()

  constructor(client: BrokerClient, config: ClusterConnection) {
    this.#client = client
    this.#bootstrap = config.brokers.map(parseAddress)
  }

  /** Addresses for requests that any broker answers: the brokers last heard of, then the configured ones. */
  candidates(): BrokerAddress[] {
    const known = new Map<string, BrokerAddress>()
    for (const address of [...this.#brokers.values(), ...this.#bootstrap])
      known.set(addressText(address), address)
    return [...known.values()]
  }

  broker(id: number): BrokerNode | null {
    return this.#brokers.get(id) ?? null
  }

  anyBroker(): BrokerNode | null {
    return this.#brokers.values().next().value ?? null
  }

  /** Asks Metadata of any broker: `names` null for every topic, empty for none. */
  async read(names: readonly string[] | null, scope: CallScope): Promise<MetadataAnswer> {
    const topics = names === null ? null : [...new Set(names)]
    const answer = await this.#client.callAny(this.candidates(), METADATA, [topics, false], scope)
    this.#remember(answer)
    return answer
  }

  /** Where to ask for each topic; `after`: routes read before that moment are not good enough. */
  async routes(
    topics: readonly string[],
    scope: CallScope,
    after = performance.now() - ROUTE_TTL_MS,
  ): Promise<ReadonlyMap<string, TopicRoute | KafkaFault>> {
    const wanted = [...new Set(topics)]
    const missing = wanted.filter(
      (topic) => (this.#routes.get(topic)?.readAt ?? Number.NEGATIVE_INFINITY) < after,
    )
    const faults = new Map<string, KafkaFault>()
    if (missing.length > 0) {
      const answer = await this.read(missing, scope)
      for (const { name, errorCode } of answer.topics) {
        if (name && errorCode !== 0) faults.set(name, topicFault(errorCode, name, 'Describe'))
      }
    }
    const found = new Map<string, TopicRoute | KafkaFault>()
    for (const topic of wanted) {
      const place = faults.get(topic) ?? this.#routes.get(topic)
      if (place !== undefined) found.set(topic, place)
    }
    return found
  }

  #remember(answer: MetadataAnswer): void {
    const { brokers, topics } = answer
    if (brokers.length > 0) {
      this.#brokers = new Map(brokers.map(({ nodeId, host, port }) => [nodeId, { id: nodeId, host, port }]))
    }
    const now = performance.now()
    for (const [name, { readAt }] of this.#routes) {
      if (readAt < now - ROUTE_TTL_MS) this.#routes.delete(name)
    }
    for (const topic of topics) {
      if (!topic.name) continue
      if (topic.errorCode === 0) this.#routes.set(topic.name, { leaders: leadersOf(topic), readAt: now })
      else this.#routes.delete(topic.name)
    }
  }
}

function leadersOf(topic: MetadataTopic): Map<number, number | null> {
  return new Map(
    topic.partitions.map(({ partitionIndex, leaderId }) => [partitionIndex, leaderId < 0 ? null : leaderId]),
  )
}
