import { brokerUnreachable, transactionNotAuthorized, transactionNotFound } from '../faults.ts'
import type { Outcome, TopicPartitionId } from '../gateway.ts'
import type {
  CoordinatedTransactions,
  PartitionProducers,
  TransactionDescription,
  TransactionFilter,
} from '../transactions.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import { type ReadOutcome, serve } from './memory-read.ts'

export function describeProducers(
  cluster: MemoryCluster,
  partitions: readonly TopicPartitionId[],
): ReadOutcome<PartitionProducers>[] {
  cluster.anyBroker()
  return partitions.map(({ topic, partition }) => {
    const log = serve(cluster, { topic, partition }, 'Read')
    if ('fault' in log) return { ok: false, topic, partition, fault: log.fault }
    return { ok: true, value: { topic, partition, producers: log.producers.list() } }
  })
}

/** Like a broker, leaves out without a word what the user may not see. */
export function listTransactions(
  cluster: MemoryCluster,
  { states = [], producerIds = [] }: TransactionFilter,
): Outcome<CoordinatedTransactions, { brokerId: number }>[] {
  cluster.anyBroker()
  const wanted = [...cluster.transactions.values()].filter(
    ({ transactionalId, state, producerId }) =>
      !isHidden(cluster, transactionalId) &&
      (states.length === 0 || states.some((one) => one === state)) &&
      (producerIds.length === 0 || producerIds.includes(producerId)),
  )
  const present = [...cluster.brokers].filter(([, health]) => health !== 'down')
  return present.map(([brokerId, health]) => {
    if (health !== 'up') {
      return { ok: false, brokerId, fault: brokerUnreachable(brokerId, cluster.failedAttempt(brokerId)) }
    }
    const ours = wanted.filter(({ coordinator }) => coordinator === brokerId)
    const transactions = ours.map(({ transactionalId, producerId, state }) => {
      return { transactionalId, producerId, state }
    })
    return { ok: true, value: { brokerId, transactions } }
  })
}

export function describeTransactions(
  cluster: MemoryCluster,
  ids: readonly string[],
): Outcome<TransactionDescription, { transactionalId: string }>[] {
  cluster.anyBroker()
  return ids.map((transactionalId) => {
    const fail = (fault: ReturnType<typeof transactionNotFound>) => {
      return { ok: false as const, transactionalId, fault }
    }
    if (isHidden(cluster, transactionalId)) return fail(transactionNotAuthorized(transactionalId))
    const found = cluster.transactions.get(transactionalId)
    if (found === undefined) return fail(transactionNotFound(transactionalId))
    const { coordinator } = found
    if (!cluster.isUp(coordinator)) {
      return fail(brokerUnreachable(coordinator, cluster.failedAttempt(coordinator)))
    }
    return { ok: true, value: { ...found, partitions: [...found.partitions] } }
  })
}

function isHidden(cluster: MemoryCluster, transactionalId: string): boolean {
  return cluster.denied.transactionalIds?.includes(transactionalId) ?? false
}
