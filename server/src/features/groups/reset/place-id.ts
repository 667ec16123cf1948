import type { TopicPartitionId } from '#kafka/gateway.ts'

/** Names a partition in a map: a topic's name holds no slash. */
export function idOf({ topic, partition }: TopicPartitionId): string {
  return `${topic}/${partition}`
}

export function byPlace(a: TopicPartitionId, b: TopicPartitionId): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1
  return a.partition - b.partition
}
