import type { HistogramRequest } from '@sluice/shared/messages-histogram'
import { noLeader, partitionNotFound } from '#kafka/faults.ts'
import type { KafkaGateway, OffsetPosition, TopicDescription, TopicPartitionId } from '#kafka/gateway.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { higherOf } from '../offset-order.ts'
import type { LogSpan, TimeIndex } from './log-span.ts'

const POSITIONS: readonly OffsetPosition[] = ['earliest', 'latest', { timestamp: 0n }, 'max-timestamp']

/** The partitions asked for. A single topic that cannot be had rejects; one of several is noted as missing. */
export async function choosePartitions(
  gateway: KafkaGateway,
  { topic, topics, partitions }: HistogramRequest,
  index: TimeIndex,
  signal: AbortSignal,
): Promise<TopicPartitionId[]> {
  const names = [...new Set(topics ?? (topic === undefined ? [] : [topic]))]
  const chosen: TopicPartitionId[] = []
  for (const outcome of await gateway.describeTopics(names, { signal })) {
    if (outcome.ok) chosen.push(...partitionsOf(outcome.value, partitions, index))
    else if (topics === undefined) throw outcome.fault
    else index.missing.push({ topic: outcome.name, partition: null, ...toItemFault(outcome.fault) })
  }
  return chosen
}

function partitionsOf(
  topic: TopicDescription,
  wanted: readonly number[] | undefined,
  index: TimeIndex,
): TopicPartitionId[] {
  const existing = new Set(topic.partitions.map(({ partition }) => partition))
  const unknown = wanted?.find((partition) => !existing.has(partition))
  if (unknown !== undefined) throw partitionNotFound(topic.name, unknown, existing.size)
  const wish = wanted && new Set(wanted)
  return topic.partitions.flatMap(({ partition, leader }) => {
    if (wish?.has(partition) === false) return []
    const id = { topic: topic.name, partition }
    if (leader !== null) return [id]
    index.lose(id, noLeader(topic.name, partition))
    return []
  })
}

/** Where each log begins and ends, and its first and highest time, in one call. */
export async function readSpans(index: TimeIndex, ids: readonly TopicPartitionId[]): Promise<LogSpan[]> {
  const outcomes = await index.ask(POSITIONS.flatMap((at) => ids.map((id) => ({ ...id, at }))))
  return ids.flatMap((id, place): LogSpan[] => {
    const [earliest, latest, zero, newest] = POSITIONS.map((_, kind) => outcomes[kind * ids.length + place])
    for (const outcome of [earliest, latest, zero]) {
      if (outcome?.ok !== false) continue
      index.lose(id, outcome.fault)
      return []
    }
    const [start, end] = [earliest, latest].map((outcome) => (outcome?.ok ? outcome.value.offset : null))
    if (start == null || end == null) return []
    const first = zero?.ok ? zero.value : null
    const timed = first !== null && first.offset !== null && first.timestamp !== null && first.offset < end
    return [
      {
        ...id,
        start,
        end: higherOf(start, end),
        first: timed ? { offset: first.offset as bigint, timestamp: first.timestamp as bigint } : null,
        // Before Kafka 3.0, and behind an open transaction, it is not told.
        highest: newest?.ok ? newest.value.timestamp : null,
      },
    ]
  })
}
