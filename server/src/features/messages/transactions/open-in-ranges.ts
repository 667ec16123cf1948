import type { KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { PartitionMap } from '../partition-map.ts'
import type { OpenTransactions } from './fates.ts'

interface HeldRange extends TopicPartitionId {
  end: bigint
  lastStable: bigint
}

/**
 * The open transactions of the partitions that are read beyond their last stable offset. A partition whose leader does
 * not tell is left out: its records are then not marked as open.
 */
export async function openInRanges(
  gateway: KafkaGateway,
  ranges: readonly HeldRange[],
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<PartitionMap<OpenTransactions>> {
  const found = new PartitionMap<OpenTransactions>()
  const held = ranges.filter(({ end, lastStable }) => end > lastStable)
  if (held.length === 0) return found
  try {
    for (const outcome of await gateway.describeProducers(held, options)) {
      if (!outcome.ok) continue
      const { producers } = outcome.value
      const open = producers.flatMap(({ producerId, transactionStart }) =>
        transactionStart === null ? [] : [[producerId, transactionStart] as const],
      )
      found.set(outcome.value, new Map(open))
    }
  } catch (error) {
    // Brokers before 2.8 cannot say; anything else that fails here fails the reading too, and is told there.
    if (!(error instanceof KafkaFault)) throw error
  }
  return found
}
