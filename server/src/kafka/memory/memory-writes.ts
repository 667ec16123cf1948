import type { MemoryCluster } from './memory-cluster.ts'
import { beginTransaction } from './memory-coordinator.ts'
import type { MemoryGateway } from './memory-spec.ts'

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
    begin: (producerId = cluster.takeProducerId(), named) =>
      beginTransaction(cluster, producerId, now, named),
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
