import type { ReplayFidelity, ReplayTarget } from '@sluice/shared/replay'
import { murmur2Partition } from '#features/messages/key/partitioners.ts'
import type { TopicPartitionId } from '#kafka/calls.ts'
import { originOf } from './dead-letter.ts'
import { type Draft, fail } from './draft.ts'

/** How many partitions each topic has that may be written to. */
export type TargetPartitions = ReadonlyMap<string, number>

type PartitionChoice = ReplayFidelity['partition']

/** The topic a source topic is written to; null where records themselves say it, or where no topic is. */
export function targetTopicOf(target: ReplayTarget): ((source: string) => string | null) | null {
  switch (target.kind) {
    case 'same':
      return (source) => source
    case 'topic':
      return () => target.topic
    case 'sandbox': {
      const targets = new Map(target.topics.map(({ source, target: name }) => [source, name]))
      return (source) => targets.get(source) ?? null
    }
    default:
      return null
  }
}

/** Where a draft goes; null and a draft that is stopped where that cannot be said. */
export function createPlacer(
  target: ReplayTarget,
  choice: PartitionChoice,
  partitions: TargetPartitions,
): (draft: Draft) => TopicPartitionId | null {
  // A file and an endpoint have no partitions: what they are told is where the record came from.
  if (target.kind === 'file' || target.kind === 'http')
    return ({ source: { topic, partition } }) => ({ topic, partition })
  const named = targetTopicOf(target)
  if (target.kind === 'origin' || named === null)
    return (draft) => placeAtOrigin(draft, target.kind === 'origin' ? target : {}, choice, partitions)
  return (draft) => {
    const { topic, partition } = draft.source
    const name = named(topic)
    if (name === null) {
      fail(draft, `No target is given for topic "${topic}".`, 'TARGET_UNKNOWN')
      return null
    }
    return placeIn(draft, name, partition, choice, partitions)
  }
}

function placeAtOrigin(
  draft: Draft,
  { convention }: Pick<ReplayTarget & { kind: 'origin' }, 'convention'>,
  choice: PartitionChoice,
  partitions: TargetPartitions,
): TopicPartitionId | null {
  const origin = originOf(draft.headers, convention)
  if (origin === null) {
    fail(draft, 'None of its headers names the topic it came from.', 'ORIGIN_UNKNOWN')
    return null
  }
  if (!partitions.has(origin.topic)) {
    const reason = `Its headers name "${origin.topic}", which the plan did not find among its targets.`
    fail(draft, reason, 'ORIGIN_UNKNOWN')
    return null
  }
  const byKey: PartitionChoice = { by: 'key' }
  if (origin.partition === null)
    return placeIn(draft, origin.topic, draft.source.partition, byKey, partitions)
  return placeIn(draft, origin.topic, origin.partition, choice, partitions)
}

function placeIn(
  draft: Draft,
  topic: string,
  same: number,
  choice: PartitionChoice,
  partitions: TargetPartitions,
): TopicPartitionId | null {
  const count = partitions.get(topic) ?? 0
  const partition = count === 0 ? 0 : partitionOf(draft, same, choice, count)
  if (partition < count) return { topic, partition }
  fail(draft, `Topic "${topic}" has no partition ${partition}: it has ${count}.`, 'PARTITION_NOT_FOUND')
  return null
}

/** Java's producer spreads records without a key as it likes; here they follow their source, so that they stay in order. */
function partitionOf({ key }: Draft, same: number, choice: PartitionChoice, count: number): number {
  if (choice.by === 'fixed') return choice.partition
  if (choice.by === 'same') return same
  return key === null ? same % count : murmur2Partition(key, count)
}
