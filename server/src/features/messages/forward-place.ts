import type { LanePlace, ScanPlace } from './cursor-state.ts'
import type { ScanLimits } from './scan-limits.ts'
import type { PlannedRange } from './scan-plan.ts'

/** A partition that is read forward, and how far it has come. */
interface ForwardReader {
  range: PlannedRange
  position: bigint
}

/** The least share of a partition in a fetch, when thousands of partitions share the buffer. */
const SHARE_MIN = 16 * 1024

/** Sizes of a partition's fetches: two of each, one read and one on its way, have to fit the buffer. */
export function fetchShare(limits: ScanLimits, partitions: number): { first: number; max: number } {
  const share = Math.floor(limits.bufferBytes / (2 * Math.max(partitions, 1)))
  return { first: limits.firstFetchBytes, max: Math.min(Math.max(share, SHARE_MIN), limits.fetchBytes) }
}

/** Where forward reading goes on: partitions not read to their end, and those that could not be read at all. */
export function forwardPlace(readers: readonly ForwardReader[], unread: readonly LanePlace[]): ScanPlace {
  const lanes = readers.flatMap(({ range, position }) =>
    position < range.end ? [{ partition: range.partition, next: position, end: range.end }] : [],
  )
  return { order: 'forward', lanes: [...lanes, ...unread] }
}

/** How many offsets of the ranges are done. */
export function forwardProgress(readers: readonly ForwardReader[]): { done: bigint; total: bigint } {
  let [done, total] = [0n, 0n]
  for (const { range, position } of readers) {
    done += position - range.start
    total += range.end - range.start
  }
  return { done, total }
}
