import type { KafkaGateway } from '#kafka/gateway.ts'
import { type CleanupPolicies, createCleanupPolicies } from './cleanup-policies.ts'
import { createTopicCatalog, type TopicCatalog } from './topic-catalog.ts'

export interface TopicReaders {
  catalog: TopicCatalog
  policies: CleanupPolicies
}

/** The caches of each cluster, made when its topics are first asked for. */
export function createTopicReaders(): (gateway: KafkaGateway) => TopicReaders {
  const known = new WeakMap<KafkaGateway, TopicReaders>()
  return (gateway) => {
    const readers = known.get(gateway) ?? {
      catalog: createTopicCatalog(gateway),
      policies: createCleanupPolicies(gateway),
    }
    known.set(gateway, readers)
    return readers
  }
}
