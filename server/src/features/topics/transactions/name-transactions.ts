import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { TransactionDescription } from '#kafka/transactions.ts'

/** What the coordinators tell of a producer's transaction. `unnamed`: every one answered, and none names it. */
export type Naming =
  | { kind: 'described'; description: TransactionDescription }
  | { kind: 'listed'; transactionalId: string; state: string; fault: KafkaFault }
  | { kind: 'unnamed'; fault: KafkaFault }
  | { kind: 'unknown'; fault: KafkaFault }

/** Asks all coordinators for the transactions of these producers. */
export async function nameTransactions(
  gateway: KafkaGateway,
  producerIds: readonly bigint[],
  signal: AbortSignal,
): Promise<(producerId: bigint) => Naming> {
  const { listed, fault } = await list(gateway, producerIds, signal)
  const described = await describe(
    gateway,
    [...listed.values()].map(({ transactionalId }) => transactionalId),
    signal,
  )
  return (producerId) => {
    const listing = listed.get(producerId)
    if (listing === undefined) {
      return fault === null ? { kind: 'unnamed', fault: nobodyNames() } : { kind: 'unknown', fault }
    }
    const { transactionalId, state } = listing
    const found = described.get(transactionalId)
    if (found === undefined || found instanceof KafkaFault) {
      return { kind: 'listed', transactionalId, state, fault: found ?? nobodyNames() }
    }
    return { kind: 'described', description: found }
  }
}

async function list(gateway: KafkaGateway, producerIds: readonly bigint[], signal: AbortSignal) {
  const listed = new Map<bigint, { transactionalId: string; state: string }>()
  let fault: KafkaFault | null = null
  try {
    for (const outcome of await gateway.listTransactions({ producerIds }, { signal })) {
      if (outcome.ok) {
        for (const one of outcome.value.transactions) listed.set(one.producerId, one)
      } else fault ??= outcome.fault
    }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    fault = error
  }
  return { listed, fault }
}

async function describe(
  gateway: KafkaGateway,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, TransactionDescription | KafkaFault>> {
  try {
    const outcomes = await gateway.describeTransactions(ids, { signal })
    return new Map<string, TransactionDescription | KafkaFault>(
      outcomes.map((one) =>
        one.ok ? [one.value.transactionalId, one.value] : [one.transactionalId, one.fault],
      ),
    )
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return new Map(ids.map((id) => [id, error]))
  }
}

/** Brokers leave out what a user may not see, so the two cannot be told apart. */
function nobodyNames(): KafkaFault {
  return new KafkaFault(
    'NOT_FOUND',
    'No coordinator names this transaction: either the user Sluice connects with lacks the right Describe on its transactional id, or it was forgotten.',
  )
}
