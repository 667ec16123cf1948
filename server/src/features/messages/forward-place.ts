import type { LanePlace, ScanPlace } from './cursor-state.ts'
import type { ScanContext } from './scan-context.ts'
import type { Coverage, PlannedRange } from './scan-plan.ts'

/** A partition that is read forward, and how far it has come. */
interface ForwardReader {
  range: PlannedRange
  position: bigint
}

/** The least share of a partition in a fetch, and where each of thousands has to hold one of its own. */
const SHARE_MIN = 16 * 1024
const SHARE_HELD = 4 * 1024

/** How many partitions are fetched at once: with more, their shares of the buffer would be too small to be worth it. */
export function lanesAtOnce({ limits }: ScanContext, rounds: number): number {
  return Math.max(1, Math.floor(limits.bufferBytes / (rounds * SHARE_MIN)))
}

/**
 * Sizes of a partition's fetches: so many `rounds` of each, read or on their way, have to fit the buffer. Where no
 * partition can be done with before another (`held`), those of all of them have to.
 */
export function fetchShare(
  ctx: ScanContext,
  partitions: number,
  { rounds, held }: { rounds: number; held: boolean },
): { first: number; max: number } {
  const { bufferBytes, fetchBytes, firstFetchBytes } = ctx.limits
  const together = Math.max(1, held ? partitions : Math.min(partitions, lanesAtOnce(ctx, rounds)))
  const share = Math.max(Math.floor(bufferBytes / (rounds * together)), held ? SHARE_HELD : SHARE_MIN)
  return { first: firstFetchBytes, max: Math.min(share, fetchBytes) }
}

/** Where forward reading goes on: partitions not read to their end, and those that could not be read at all. */
export function forwardPlace(readers: readonly ForwardReader[], unread: readonly LanePlace[]): ScanPlace {
  const lanes = readers.flatMap(({ range, position }) => {
    const { topic, partition, end } = range
    return position < end ? [{ topic, partition, next: position, end }] : []
  })
  return { lanes: [...lanes, ...unread] }
}

export function forwardCoverage(readers: readonly ForwardReader[]): Coverage[] {
  return readers.map(({ range, position }) => ({
    topic: range.topic,
    partition: range.partition,
    from: range.start,
    to: position,
    size: range.end - range.start,
  }))
}
