import type { TopicPartitionId } from '../gateway.ts'
import type { TransactionDescription } from '../transactions.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import type { MemoryTransaction } from './memory-spec.ts'

const TIMEOUT_MS = 60_000

/** Opens a transaction as its coordinator would: known there from its first record on. */
export function beginTransaction(
  cluster: MemoryCluster,
  producerId: bigint,
  now: () => number,
  named: { transactionalId?: string; timeoutMs?: number } = {},
): MemoryTransaction {
  const touched = new Map<string, TopicPartitionId>()
  const { transactionalId = `transaction-${producerId}`, timeoutMs = TIMEOUT_MS } = named
  const ids = [...cluster.brokers.keys()]
  const state: TransactionDescription = {
    transactionalId,
    coordinator: ids[Number(producerId % BigInt(ids.length))] ?? 0,
    state: 'Empty',
    producerId,
    producerEpoch: 0,
    timeoutMs,
    startedAt: null,
    partitions: [],
  }
  cluster.transactions.set(transactionalId, state)
  const end = (kind: 'commit' | 'abort') => {
    for (const { topic, partition } of touched.values()) {
      cluster.partition(topic, partition).log.endTransaction(kind, producerId, BigInt(now()))
    }
    touched.clear()
    state.state = kind === 'commit' ? 'CompleteCommit' : 'CompleteAbort'
    state.startedAt = null
    state.partitions = []
    cluster.changed()
  }
  return {
    producerId,
    transactionalId,
    append: (topic, partition, records, options = {}) => {
      const { log } = cluster.partition(topic, partition)
      const offset = log.append(records, { producerEpoch: 0, baseSequence: 0, ...options, producerId }, true)
      touched.set(`${topic}/${partition}`, { topic, partition })
      state.state = 'Ongoing'
      state.startedAt ??= now()
      state.partitions = [...touched.values()]
      cluster.changed()
      return offset
    },
    commit: () => end('commit'),
    abort: () => end('abort'),
    forget: () => {
      cluster.transactions.delete(transactionalId)
    },
  }
}
