import type { ScanPosition, ScanRequest } from '@sluice/shared/messages'
import { cutNewest } from './newest-cut.ts'
import { wordTime } from './note-words.ts'
import { clamp, higherOf } from './offset-order.ts'
import { askOffsets, type Bounds } from './resolve-bounds.ts'
import type { ScanContext } from './scan-context.ts'
import type { PlannedRange } from './scan-plan.ts'

/** Turns the request's `from` and `to` into one range a partition; a position that does not exist is noted, not refused. */
export async function resolveRanges(
  ctx: ScanContext,
  request: ScanRequest,
  bounds: ReadonlyMap<number, Bounds>,
): Promise<PlannedRange[]> {
  const whole = [...bounds.values()].map((of) => toRange(of, visibleEnd(ctx, of)))
  const ends = request.to === undefined ? null : await endsAt(ctx, request.to, whole)
  const cut = whole.flatMap((range) => {
    const end = ends === null ? range.end : ends.get(range.partition)
    return end === undefined ? [] : [{ ...range, end: clamp(end ?? range.end, range.logStart, range.end) }]
  })
  const starts = await offsetsAt(ctx, request.from, cut)
  const ranges = cut.flatMap((range) => {
    const start = starts.get(range.partition)
    if (start === undefined) return []
    noteStart(ctx, request.from, range, start)
    return [{ ...range, start: clamp(start ?? range.end, range.logStart, range.end) }]
  })
  if (ctx.isolation === 'read_committed') noteHeldBack(ctx, ranges)
  return ranges
}

function toRange(of: Bounds, end: bigint): PlannedRange {
  return { ...of, start: of.logStart, end: higherOf(end, of.logStart), resume: null }
}

function visibleEnd({ isolation }: ScanContext, { logEnd, lastStable }: Bounds): bigint {
  return isolation === 'read_committed' ? lastStable : logEnd
}

/** `newest` as an end is where the newest n begin: everything older than they are. */
async function endsAt(
  ctx: ScanContext,
  to: ScanPosition,
  ranges: readonly PlannedRange[],
): Promise<Map<number, bigint | null>> {
  return 'newest' in to ? await cutNewest(ctx, to.newest, ranges) : await offsetsAt(ctx, to, ranges)
}

/**
 * A position as one offset a partition: null where no message is at or after it, absent where the position leaves the
 * partition out or the partition did not answer.
 */
async function offsetsAt(
  ctx: ScanContext,
  position: ScanPosition,
  ranges: readonly PlannedRange[],
): Promise<Map<number, bigint | null>> {
  const partitions = ranges.map(({ partition }) => partition)
  if ('offset' in position) {
    const offset = BigInt(position.offset)
    return new Map(partitions.map((partition) => [partition, offset]))
  }
  if ('offsets' in position) {
    const { offsets } = position
    return new Map(
      partitions.flatMap((partition) => {
        const offset = offsets[String(partition)]
        return offset === undefined ? [] : [[partition, BigInt(offset)]]
      }),
    )
  }
  // Below zero are Kafka's special positions, and no log begins later than that.
  if ('timestamp' in position && position.timestamp >= 0) {
    return await askOffsets(ctx, partitions, { timestamp: BigInt(position.timestamp) })
  }
  return new Map(ranges.map(({ partition, logStart }) => [partition, logStart]))
}

function noteStart(ctx: ScanContext, from: ScanPosition, range: PlannedRange, start: bigint | null): void {
  const { partition, logStart, logEnd } = range
  if ('timestamp' in from) {
    if (start !== null) return
    ctx.notes.add({ code: 'no-later-timestamp', partition, detail: wordTime(from.timestamp) })
  } else if (start !== null && start < logStart) {
    ctx.notes.stretch('offset-below-start', partition, start, logStart - 1n, start.toString())
  } else if (start !== null && start >= logEnd && ('offset' in from || 'offsets' in from)) {
    ctx.notes.add({ code: 'offset-beyond-end', partition, from: logEnd, detail: start.toString() })
  }
}

/** Only where the range runs up to the last stable offset is anything held back from it. */
function noteHeldBack(ctx: ScanContext, ranges: readonly PlannedRange[]): void {
  for (const { partition, end, lastStable, logEnd } of ranges) {
    if (end !== lastStable || lastStable >= logEnd) continue
    ctx.notes.stretch('open-transaction', partition, lastStable, logEnd - 1n)
  }
}
