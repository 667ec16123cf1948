import type { describeTransactionsV0 } from '@platformatic/kafka'
import type { CallScope } from '../call-scope.ts'
import { brokerTimeout, coordinatorMoving } from '../faults.ts'
import type { Outcome } from '../gateway.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { CoordinatedTransactions, TransactionDescription, TransactionFilter } from '../transactions.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { clusterFault, isStaleCoordinator, transactionFault } from './error-codes.ts'
import {
  DESCRIBE_TRANSACTIONS,
  FIND_COORDINATOR,
  LIST_TRANSACTIONS,
  type ListTransactionsArgs,
} from './wire-apis.ts'

/** FindCoordinator's number for transactional ids. */
const TRANSACTION_KEY = 1
/** No shortest duration (KIP-994). */
const ANY_DURATION = -1n
/** Pause before coordinators are looked for anew: an election takes a moment. */
const ELECTION_MS = 150

type Description = Outcome<TransactionDescription, { transactionalId: string }>
/** `moved`: another broker coordinates by now, so it is worth looking for it anew. */
type Answer = { outcome: Description; moved: boolean }

export async function listTransactions(
  client: BrokerClient,
  map: ClusterMap,
  filter: TransactionFilter,
  scope: CallScope,
): Promise<Outcome<CoordinatedTransactions, { brokerId: number }>[]> {
  const { brokers } = await map.read([], scope)
  const ask = async ({ id, host, port }: BrokerNode): Promise<CoordinatedTransactions> => {
    const { states = [], producerIds = [] } = filter
    const args: ListTransactionsArgs = [[...states], [...producerIds], ANY_DURATION, null]
    const answer = await client.callLeased({ id, host, port }, LIST_TRANSACTIONS, args, scope)
    if (answer.errorCode !== 0) throw clusterFault(answer.errorCode, `the transactions of broker ${id}`)
    const transactions = answer.transactionStates.map(({ transactionalId, producerId, transactionState }) => {
      return { transactionalId, producerId, state: transactionState }
    })
    return { brokerId: id, transactions }
  }
  return await Promise.all(
    brokers.map(async ({ nodeId, host, port }) => {
      try {
        return { ok: true as const, value: await ask({ id: nodeId, host, port }) }
      } catch (error) {
        if (!(error instanceof KafkaFault)) throw error
        return { ok: false as const, brokerId: nodeId, fault: error }
      }
    }),
  )
}

export async function describeTransactions(
  client: BrokerClient,
  map: ClusterMap,
  ids: readonly string[],
  scope: CallScope,
): Promise<Description[]> {
  if (ids.length === 0) return []
  const answers = new Map<string, Answer>()
  await askCoordinators(client, map, [...new Set(ids)], answers, scope)
  const moved = [...answers].flatMap(([id, answer]) => (answer.moved ? [id] : []))
  if (moved.length > 0 && scope.remainingMs() > ELECTION_MS) {
    await scope.sleep(ELECTION_MS, () => brokerTimeout('The cluster', 'FindCoordinator', scope.timeoutMs))
    await askCoordinators(client, map, moved, answers, scope)
  }
  return ids.map((id) => answers.get(id)?.outcome ?? fail(id, coordinatorMoving(id)).outcome)
}

async function askCoordinators(
  client: BrokerClient,
  map: ClusterMap,
  ids: readonly string[],
  answers: Map<string, Answer>,
  scope: CallScope,
): Promise<void> {
  const { coordinators } = await client.callAny(
    map.candidates(),
    FIND_COORDINATOR,
    [TRANSACTION_KEY, [...ids]],
    scope,
  )
  const byBroker = new Map<number, { node: BrokerNode; ids: string[] }>()
  for (const { key, errorCode, nodeId, host, port } of coordinators) {
    if (errorCode !== 0) {
      answers.set(key, fail(key, transactionFault(errorCode, key), isStaleCoordinator(errorCode)))
      continue
    }
    const group = byBroker.get(nodeId)
    if (group === undefined) byBroker.set(nodeId, { node: { id: nodeId, host, port }, ids: [key] })
    else group.ids.push(key)
  }
  await Promise.all(
    [...byBroker.values()].map(async (group) => {
      for (const [id, answer] of await askOne(client, group.node, group.ids, scope)) answers.set(id, answer)
    }),
  )
}

async function askOne(
  client: BrokerClient,
  node: BrokerNode,
  ids: string[],
  scope: CallScope,
): Promise<[string, Answer][]> {
  try {
    const { transactionStates } = await client.callLeased(node, DESCRIBE_TRANSACTIONS, [ids], scope)
    return transactionStates.map((state) => [state.transactionalId, toAnswer(node.id, state)])
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    const moved = error.code === 'CLUSTER_UNREACHABLE'
    return ids.map((id) => [id, fail(id, error, moved)])
  }
}

function toAnswer(
  coordinator: number,
  state: describeTransactionsV0.DescribeTransactionsResponseTransactionState,
): Answer {
  const { transactionalId, errorCode, producerId, producerEpoch } = state
  if (errorCode !== 0) {
    return fail(transactionalId, transactionFault(errorCode, transactionalId), isStaleCoordinator(errorCode))
  }
  const value: TransactionDescription = {
    transactionalId,
    coordinator,
    state: state.transactionState,
    producerId,
    producerEpoch,
    timeoutMs: state.transactionTimeoutMs,
    startedAt: state.transactionStartTimeMs < 0n ? null : Number(state.transactionStartTimeMs),
    partitions: state.topics.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    ),
  }
  return { outcome: { ok: true, value }, moved: false }
}

function fail(transactionalId: string, fault: KafkaFault, moved = false): Answer {
  return { outcome: { ok: false, transactionalId, fault }, moved }
}
