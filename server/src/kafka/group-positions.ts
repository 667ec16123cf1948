import type { CallOptions, TopicPartitionId } from './calls.ts'
import type { GroupReads } from './groups.ts'
import { KafkaFault } from './kafka-fault.ts'

/** What a group would read next, partition by partition. */
export interface GroupPositions {
  places: (TopicPartitionId & { offset: bigint })[]
  /** Partitions whose commit could not be told. */
  faults: (TopicPartitionId & { fault: KafkaFault })[]
}

/**
 * The commits of a group; a share group commits none, and what it begins with is the nearest to a position that it has.
 * Rejects with `GROUP_NOT_FOUND` where there is nothing of either.
 */
export async function readGroupPositions(
  gateway: GroupReads,
  group: string,
  options: CallOptions,
): Promise<GroupPositions> {
  const [told] = await gateway.listGroupOffsets([group], options)
  if (told?.ok === false) throw told.fault
  const found: GroupPositions = { places: [], faults: told?.value.faults ?? [] }
  for (const { topic, partitions } of told?.value.topics ?? [])
    for (const { partition, offset } of partitions) found.places.push({ topic, partition, offset })
  if (found.places.length + found.faults.length > 0) return found
  const shared = await readShareStarts(gateway, group, options)
  if (shared.places.length + shared.faults.length > 0) return shared
  throw new KafkaFault('GROUP_NOT_FOUND', `There is no group "${group}" here, or it has committed nothing.`)
}

async function readShareStarts(gateway: GroupReads, group: string, options: CallOptions) {
  const found: GroupPositions = { places: [], faults: [] }
  const [told] = await gateway.listShareOffsets([group], options)
  // Older brokers know no share groups, and so there is none of this name.
  if (told === undefined || (!told.ok && told.fault.code === 'NOT_SUPPORTED')) return found
  if (!told.ok && told.fault.code === 'GROUP_NOT_FOUND') return found
  if (!told.ok) throw told.fault
  for (const { topic, partitions } of told.value.topics)
    for (const { partition, startOffset, fault } of partitions)
      if (fault !== null) found.faults.push({ topic, partition, fault })
      else if (startOffset !== null) found.places.push({ topic, partition, offset: startOffset })
  return found
}
