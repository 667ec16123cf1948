import type { PartitionWhy, ProduceRecord } from '@sluice/shared/messages-produce'
import { leaderNowhere, partitionNotFound } from '#kafka/faults.ts'
import type { TopicDescription } from '#kafka/gateway.ts'
import type { NewRecord } from '#kafka/writer.ts'
import { murmur2Partition } from '../key/partitioners.ts'

/** Where a record goes and why; null: any partition will do. */
export interface Place {
  partition: number | null
  why: PartitionWhy
}

/** By the partitions there are now. Throws `PARTITION_NOT_FOUND` for one that is named and is not there. */
export function placeOf(
  asked: ProduceRecord['partition'],
  { key }: NewRecord,
  topic: TopicDescription,
): Place {
  const count = topic.partitions.length
  if (typeof asked === 'number') {
    if (!topic.partitions.some(({ partition }) => partition === asked))
      throw partitionNotFound(topic.name, asked, count)
    return { partition: asked, why: 'named' }
  }
  if (asked === 'any' || key === null) return { partition: null, why: 'any' }
  return { partition: murmur2Partition(key, count), why: 'key' }
}

/** One partition for all that may go anywhere, so that they keep their order. */
export function anyPartition({ name, partitions }: TopicDescription, random: () => number): number {
  const led = partitions.filter(({ leader }) => leader !== null)
  const chosen = led[Math.floor(random() * led.length)]
  if (chosen === undefined) throw leaderNowhere(name)
  return chosen.partition
}
