import type { KafkaGateway, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { PartitionProducers, ProducerDescription } from '#kafka/transactions.ts'

/** What one producer has open in one partition. */
export interface OpenProducer extends TopicPartitionId {
  producer: ProducerDescription & { transactionStart: bigint }
}

export interface OpenProducers {
  open: OpenProducer[]
  missing: { partition: number; fault: KafkaFault }[]
}

/** The producers with an open transaction in these partitions. */
export async function openProducers(
  gateway: KafkaGateway,
  partitions: readonly TopicPartitionId[],
  signal: AbortSignal,
): Promise<OpenProducers> {
  const outcomes = await ask(gateway, partitions, signal)
  const open = outcomes.flatMap((outcome) => {
    if (!outcome.ok) return []
    const { topic, partition, producers } = outcome.value
    return producers.flatMap((producer) => {
      const { transactionStart } = producer
      return transactionStart === null
        ? []
        : [{ topic, partition, producer: { ...producer, transactionStart } }]
    })
  })
  const missing = outcomes.flatMap((one) => (one.ok ? [] : [{ partition: one.partition, fault: one.fault }]))
  return { open, missing }
}

/** A call that failed as a whole failed for each partition. */
async function ask(
  gateway: KafkaGateway,
  partitions: readonly TopicPartitionId[],
  signal: AbortSignal,
): Promise<Outcome<PartitionProducers, TopicPartitionId>[]> {
  try {
    return await gateway.describeProducers(partitions, { signal })
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return partitions.map(({ topic, partition }) => ({ ok: false, topic, partition, fault: error }))
  }
}
