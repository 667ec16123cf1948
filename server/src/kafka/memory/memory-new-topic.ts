import { topicNotAuthorized } from '../faults.ts'
import { newTopicNameRefused, newTopicRefused, topicExists } from '../producer-faults.ts'
import type { NewTopic } from '../record-producer.ts'
import { notSent } from '../write-faults.ts'
import type { MemoryCluster } from './memory-cluster.ts'

const NAME = /^[a-zA-Z0-9._-]{1,249}$/

/** Refuses what a broker refuses, in its order. */
export function createTopic(cluster: MemoryCluster, topic: NewTopic): void {
  const { name, partitions, replicationFactor, configs } = topic
  const brokers = cluster.brokers.size
  cluster.anyBroker()
  if (cluster.denied.newTopics === true) throw notSent(topicNotAuthorized(name, 'Create'))
  if (cluster.topics.has(name)) throw topicExists(name)
  if (!NAME.test(name) || name === '.' || name === '..') throw newTopicNameRefused(name)
  if (partitions < 1) throw newTopicRefused(name, 'Number of partitions was set to an invalid value.')
  if ((replicationFactor ?? 1) > brokers) {
    throw newTopicRefused(name, `Unable to replicate the partition: only ${brokers} brokers are registered.`)
  }
  cluster.createTopic({
    name,
    partitions,
    replication: replicationFactor ?? 1,
    configs: Object.fromEntries(configs.map((config) => [config.name, config.value])),
  })
}
