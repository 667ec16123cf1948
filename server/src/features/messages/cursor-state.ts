/** A message's place in the order of time: by timestamp, then offset, then partition. */
export interface MessageKey {
  timestamp: bigint
  offset: bigint
  partition: number
}

/** Negative where `a` is older than `b`. */
export function compareKeys(a: MessageKey, b: MessageKey): number {
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? -1 : 1
  if (a.offset !== b.offset) return a.offset < b.offset ? -1 : 1
  return a.partition - b.partition
}

/** What a forward scan has still to read of one partition: `[next, end)`. */
export interface LanePlace {
  partition: number
  next: bigint
  end: bigint
}

/**
 * What a newest-first scan has still to return of one partition: below `upper`, everything below `floor`, and from
 * `floor` on what is older than `above`, or than the scan's last key where that is null.
 */
export interface WindowPlace {
  partition: number
  upper: bigint
  floor: bigint
  above: MessageKey | null
}

/** What a scan has still to return, by partition; none left is no place. */
export type ScanPlace =
  | { order: 'forward'; lanes: LanePlace[] }
  | { order: 'newest-first'; last: MessageKey | null; windows: WindowPlace[] }

/** Where a scan goes on. `pending` are partitions that could not be resolved yet; the id tells a re-created topic. */
export interface CursorState {
  topicId: string | null
  pending: number[]
  place: ScanPlace
}
