import type { Isolation } from '@sluice/shared/messages'
import type { FetchedPartition, IsolationLevel } from '#kafka/gateway.ts'
import type { Lane } from '../lane.ts'
import { lowerOf } from '../offset-order.ts'

/** Whom a log's end and its index are asked for: who wants everything sees as far as uncommitted readers do. */
export function boundLevel(isolation: Isolation): IsolationLevel {
  return isolation === 'all' ? 'read_uncommitted' : isolation
}

/**
 * How a lane is to be fetched now. Only a committed reader is told what was aborted, and it is given nothing from the
 * last stable offset on: there, what wants everything reads on uncommitted.
 */
export function fetchLevel(isolation: Isolation, lane: Lane): IsolationLevel {
  if (isolation !== 'all') return isolation
  return lane.lastStable === null || lane.fetchAt < lane.lastStable ? 'read_committed' : 'read_uncommitted'
}

/**
 * Whether the answer was fetched as its own last stable offset, which may have moved since it was asked for, wants it;
 * otherwise the lane is to be asked again.
 */
export function suits(isolation: Isolation, lane: Lane, { lastStable }: FetchedPartition): boolean {
  const level = fetchLevel(isolation, lane)
  lane.lastStable = lastStable
  return fetchLevel(isolation, lane) === level
}

/** As far as fetching the lane as now can come, where nothing more is there. */
export function reachOf(isolation: Isolation, lane: Lane): bigint {
  if (isolation !== 'all' || lane.lastStable === null || lane.fetchAt >= lane.lastStable) return lane.end
  return lowerOf(lane.end, lane.lastStable)
}
