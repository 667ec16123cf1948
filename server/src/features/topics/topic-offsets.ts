import type { ItemFault } from '@sluice/shared/errors'
import type { KafkaGateway, OffsetPosition, TopicDescription, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { partitionKey } from './partition-key.ts'

export type OffsetKind = 'logStart' | 'logEnd' | 'lastStable'

/** An offset of a partition, or why it is not known. */
export type OffsetReader = (topic: string, partition: number) => bigint | ItemFault

const LEADERLESS: ItemFault = {
  code: 'LEADER_UNAVAILABLE',
  message: 'The partition has no leader right now, so its offsets are not known.',
}
const NOT_TOLD: ItemFault = { code: 'INTERNAL', message: 'The broker told no offset for this partition.' }

/** One kind of offset for every partition that has a leader, in one call to the gateway; a failure is data. */
export async function readOffsets(
  gateway: KafkaGateway,
  topics: readonly TopicDescription[],
  kind: OffsetKind,
  signal?: AbortSignal,
): Promise<OffsetReader> {
  const led = topics.flatMap(({ name, partitions }) =>
    partitions.flatMap(({ partition, leader }) => (leader === null ? [] : [{ topic: name, partition }])),
  )
  const known = new Map<string, bigint | ItemFault>()
  let general: ItemFault | null = null
  try {
    for (const answer of await ask(gateway, led, kind, signal)) {
      const { topic, partition } = answer.ok ? answer.value : answer
      const told = answer.ok ? (answer.value.offset ?? NOT_TOLD) : toItemFault(answer.fault)
      known.set(partitionKey(topic, partition), told)
    }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    general = toItemFault(error)
  }
  return (topic, partition) => known.get(partitionKey(topic, partition)) ?? general ?? LEADERLESS
}

function ask(
  gateway: KafkaGateway,
  partitions: readonly TopicPartitionId[],
  kind: OffsetKind,
  signal: AbortSignal | undefined,
): ReturnType<KafkaGateway['listOffsets']> {
  const at: OffsetPosition = kind === 'logStart' ? 'earliest' : 'latest'
  return gateway.listOffsets(
    partitions.map((id) => ({ ...id, at })),
    {
      isolation: kind === 'lastStable' ? 'read_committed' : 'read_uncommitted',
      ...(signal === undefined ? {} : { signal }),
    },
  )
}
