import type { TopicPartitionId } from '../calls.ts'
import type { TransactionDescription } from '../transactions.ts'
import type { MemoryCluster } from './memory-cluster.ts'

/** Gives a transactional id to whoever asks last: what the one before left open is aborted. */
export function takeTransactionalId(
  cluster: MemoryCluster,
  transactionalId: string,
  timeoutMs: number,
  now: () => number,
): TransactionDescription {
  const state = cluster.transactions.get(transactionalId) ?? newState(cluster, transactionalId)
  cluster.transactions.set(transactionalId, state)
  state.producerEpoch += 1
  state.timeoutMs = timeoutMs
  if (state.state === 'Ongoing') endTransaction(cluster, state, 'abort', now)
  return state
}

/** Known to the coordinator from the first partition on. */
export function addToTransaction(
  state: TransactionDescription,
  { topic, partition }: TopicPartitionId,
  now: () => number,
): void {
  if (state.partitions.some((one) => one.topic === topic && one.partition === partition)) return
  state.state = 'Ongoing'
  state.startedAt ??= now()
  state.partitions = [...state.partitions, { topic, partition }]
}

export function endTransaction(
  cluster: MemoryCluster,
  state: TransactionDescription,
  kind: 'commit' | 'abort',
  now: () => number,
): void {
  const { producerId, producerEpoch } = state
  for (const { topic, partition } of state.partitions) {
    const log = cluster.topics.get(topic)?.partitions[partition]?.log
    log?.endTransaction(kind, producerId, BigInt(now()), producerEpoch)
  }
  state.state = kind === 'commit' ? 'CompleteCommit' : 'CompleteAbort'
  state.startedAt = null
  state.partitions = []
  cluster.changed()
}

function newState(cluster: MemoryCluster, transactionalId: string): TransactionDescription {
  const ids = [...cluster.brokers.keys()]
  const producerId = cluster.takeProducerId()
  return {
    transactionalId,
    coordinator: ids[Number(producerId % BigInt(ids.length))] ?? 0,
    state: 'Empty',
    producerId,
    producerEpoch: -1,
    timeoutMs: 0,
    startedAt: null,
    partitions: [],
  }
}
