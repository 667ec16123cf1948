import type { TopicPartitionId } from '../gateway.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import type { MemoryGateway, MemoryTransaction } from './memory-spec.ts'

const FIRST_PRODUCER_ID = 1000n

type Writes = Pick<
  MemoryGateway,
  | 'createTopic'
  | 'deleteTopic'
  | 'addPartitions'
  | 'append'
  | 'begin'
  | 'appendBytes'
  | 'compact'
  | 'deleteRecords'
  | 'setOffline'
  | 'setBroker'
  | 'setDenied'
  | 'setLatency'
>

/** The switches by which tests change a cluster; fetches that wait for data see each at once. */
export function memoryWrites(cluster: MemoryCluster, now: () => number): Writes {
  let nextProducerId = FIRST_PRODUCER_ID
  const changing = <Args extends unknown[], T>(change: (...args: Args) => T) => {
    return (...args: Args): T => {
      const result = change(...args)
      cluster.changed()
      return result
    }
  }
  const logOf = (topic: string, partition: number) => cluster.partition(topic, partition).log
  return {
    createTopic: changing((spec) => cluster.createTopic(spec)),
    deleteTopic: changing((name) => {
      cluster.topics.delete(name)
    }),
    addPartitions: changing((name, count) => cluster.addPartitions(name, count)),
    append: changing((topic, partition, records, options) =>
      logOf(topic, partition).append(records, options),
    ),
    begin: (producerId = nextProducerId++) => beginTransaction(cluster, producerId, now),
    appendBytes: changing((topic, partition, bytes, count = 1n) =>
      logOf(topic, partition).appendBytes(bytes, count),
    ),
    compact: changing((topic, partition, offsets, options) =>
      logOf(topic, partition).compact(new Set(offsets), options?.keepEmptied ?? false),
    ),
    deleteRecords: changing((topic, partition, before) => logOf(topic, partition).deleteBefore(before)),
    setOffline: changing((topic, partition, offline) => {
      cluster.partition(topic, partition).offline = offline
    }),
    setBroker: changing((id, health) => cluster.setBroker(id, health)),
    setDenied: changing((denied) => {
      cluster.denied = denied
    }),
    setLatency: (ms) => {
      cluster.latencyMs = ms
    },
  }
}

function beginTransaction(cluster: MemoryCluster, producerId: bigint, now: () => number): MemoryTransaction {
  const touched = new Map<string, TopicPartitionId>()
  const end = (kind: 'commit' | 'abort') => {
    for (const { topic, partition } of touched.values()) {
      cluster.partition(topic, partition).log.endTransaction(kind, producerId, BigInt(now()))
    }
    touched.clear()
    cluster.changed()
  }
  return {
    producerId,
    append: (topic, partition, records, options = {}) => {
      const { log } = cluster.partition(topic, partition)
      const offset = log.append(records, { producerEpoch: 0, baseSequence: 0, ...options, producerId }, true)
      touched.set(`${topic}/${partition}`, { topic, partition })
      cluster.changed()
      return offset
    },
    commit: () => end('commit'),
    abort: () => end('abort'),
  }
}
