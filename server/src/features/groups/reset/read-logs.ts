import { leaderNowhere, noLeader, partitionNotFound, topicNotFound } from '#kafka/faults.ts'
import type { CallOptions, KafkaGateway, TopicDescription, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { idOf } from './place-id.ts'

/** Where a partition's log begins and ends. */
export interface LogBounds {
  topicId: string | null
  start: bigint
  stable: bigint
  end: bigint
}

/** The bounds of a partition, or why they are not known. */
export type Bounds = LogBounds | { fault: KafkaFault }

/** The topics named, by name; those that are no more, or hidden, are faults. */
export async function readTopics(
  gateway: KafkaGateway,
  names: readonly string[],
  options: CallOptions,
): Promise<Map<string, TopicDescription | KafkaFault>> {
  if (names.length === 0) return new Map()
  const outcomes = await gateway.describeTopics(names, options)
  return new Map(
    outcomes.map((outcome): [string, TopicDescription | KafkaFault] =>
      outcome.ok ? [outcome.value.name, outcome.value] : [outcome.name, outcome.fault],
    ),
  )
}

/** Log start, last stable offset and end of each partition. A partition that cannot be read is a fault of its own. */
export async function readLogs(
  gateway: KafkaGateway,
  ids: readonly TopicPartitionId[],
  topics: ReadonlyMap<string, TopicDescription | KafkaFault>,
  options: CallOptions,
): Promise<Map<string, Bounds>> {
  const bounds = new Map<string, Bounds>()
  const led: TopicPartitionId[] = []
  for (const { topic, partition } of ids) {
    const fault = whyNotLed(topics.get(topic), topic, partition)
    if (fault === null) led.push({ topic, partition })
    else bounds.set(idOf({ topic, partition }), { fault })
  }
  if (led.length === 0) return bounds
  const ask = (at: 'earliest' | 'latest', isolation: 'read_committed' | 'read_uncommitted') =>
    gateway.listOffsets(
      led.map((id) => ({ ...id, at })),
      { ...options, isolation },
    )
  const [starts, stables, ends] = await Promise.all([
    ask('earliest', 'read_uncommitted'),
    ask('latest', 'read_committed'),
    ask('latest', 'read_uncommitted'),
  ])
  for (const [index, id] of led.entries()) {
    const told = [starts[index], stables[index], ends[index]]
    const failed = told.find((outcome) => outcome?.ok === false)
    const [start, stable, end] = told.map((outcome) => (outcome?.ok ? outcome.value.offset : null))
    const described = topics.get(id.topic)
    const topicId = described instanceof KafkaFault ? null : (described?.topicId ?? null)
    if (failed?.ok === false) bounds.set(idOf(id), { fault: failed.fault })
    else if (start == null || stable == null || end == null)
      bounds.set(idOf(id), { fault: noLeader(id.topic, id.partition) })
    // The three were asked at once, so that an end may be older than a start that retention moved meanwhile.
    else bounds.set(idOf(id), { topicId, start, stable: higher(stable, start), end: higher(end, start) })
  }
  return bounds
}

function whyNotLed(
  topic: TopicDescription | KafkaFault | undefined,
  name: string,
  partition: number,
): KafkaFault | null {
  if (topic === undefined) return topicNotFound(name)
  if (topic instanceof KafkaFault) return topic
  const found = topic.partitions.find((one) => one.partition === partition)
  if (found === undefined) return partitionNotFound(name, partition, topic.partitions.length)
  if (topic.partitions.every(({ leader }) => leader === null)) return leaderNowhere(name)
  return found.leader === null ? noLeader(name, partition) : null
}

function higher(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
