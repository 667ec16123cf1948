import type { KafkaGateway, OffsetAnswer, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'

export interface CallLimits {
  signal: AbortSignal
  timeoutMs: number
}

/** One position of each partition; a call that fails as a whole failed for each. */
export async function askOffsets(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  names: readonly TopicPartitionId[],
  at: 'latest' | 'earliest',
  options: CallLimits & { isolation: 'read_committed' | 'read_uncommitted' },
): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]> {
  try {
    return await gateway.listOffsets(
      names.map(({ topic, partition }) => ({ topic, partition, at })),
      options,
    )
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return names.map(({ topic, partition }) => ({ ok: false, topic, partition, fault: error }))
  }
}
