import type { TopicPartitionId } from '#kafka/gateway.ts'
import { comparePartitions } from './partition-map.ts'

/** A message's place in the order of time: by timestamp, then offset, then topic and partition. */
export interface MessageKey extends TopicPartitionId {
  timestamp: bigint
  offset: bigint
}

/** Negative where `a` is older than `b`. */
export function compareKeys(a: MessageKey, b: MessageKey): number {
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? -1 : 1
  if (a.offset !== b.offset) return a.offset < b.offset ? -1 : 1
  return comparePartitions(a, b)
}

/** What a scan that reads forward has still to read of one partition: `[next, end)`. */
export interface LanePlace extends TopicPartitionId {
  next: bigint
  end: bigint
}

/**
 * What a backward scan has still to return of one partition: below `upper`, everything below `floor`, and from `floor`
 * on what is older than `above`, or than the scan's last key where that is null.
 */
export interface WindowPlace extends TopicPartitionId {
  upper: bigint
  floor: bigint
  /** The range's own beginning. */
  start: bigint
  above: MessageKey | null
}

/** What a scan has still to return, by partition; none left is no place. Lanes are read forward, windows backward. */
export type ScanPlace = { lanes: LanePlace[] } | { windows: WindowPlace[]; last: MessageKey | null }

/** Where a scan goes on. */
export interface CursorState {
  /** Those that could be asked; the id tells a topic created anew. One that is not here is begun when it can be. */
  topics: { topic: string; topicId: string | null }[]
  /** Partitions that could not be resolved yet. */
  pending: TopicPartitionId[]
  place: ScanPlace
}

export function placesOf(place: ScanPlace): readonly (LanePlace | WindowPlace)[] {
  return 'lanes' in place ? place.lanes : place.windows
}
