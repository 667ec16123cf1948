import type { ScanPosition, ScanRequest } from '@sluice/shared/messages'
import type { TopicDescription } from '#kafka/gateway.ts'
import { isNamed, namedOffsets } from './named-places.ts'
import { cutNewest } from './newest-cut.ts'
import { wordTime } from './note-words.ts'
import { clamp, higherOf } from './offset-order.ts'
import { PartitionMap } from './partition-map.ts'
import { askOffsets, type Bounds } from './resolve-bounds.ts'
import type { ScanContext } from './scan-context.ts'
import { orderOf } from './scan-order.ts'
import type { PlannedRange } from './scan-plan.ts'

/** Turns the request's `from` and `to` into one range a partition; a position that does not exist is noted, not refused. */
export async function resolveRanges(
  ctx: ScanContext,
  request: ScanRequest,
  bounds: readonly Bounds[],
  topics: readonly TopicDescription[],
): Promise<PlannedRange[]> {
  const whole = bounds.map((of) => toRange(of, visibleEnd(ctx, of)))
  const ends = request.to === undefined ? null : await endsAt(ctx, request.to, whole, topics)
  const cut = whole.flatMap((range) => {
    const end = ends === null ? range.end : ends.get(range)
    return end === undefined ? [] : [{ ...range, end: clamp(end ?? range.end, range.logStart, range.end) }]
  })
  const { from } = request
  const starts =
    'newest' in from && orderOf(request) !== 'backward'
      ? await cutNewest(ctx, from.newest, cut)
      : await offsetsAt(ctx, from, cut, topics)
  const ranges = cut.flatMap((range) => {
    const start = starts.get(range)
    if (start === undefined) return []
    noteStart(ctx, from, range, start)
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
  topics: readonly TopicDescription[],
): Promise<PartitionMap<bigint | null>> {
  return 'newest' in to ? await cutNewest(ctx, to.newest, ranges) : await offsetsAt(ctx, to, ranges, topics)
}

/**
 * A position as one offset a partition: null where no message is at or after it, absent where the position leaves the
 * partition out or the partition did not answer.
 */
async function offsetsAt(
  ctx: ScanContext,
  position: ScanPosition,
  ranges: readonly PlannedRange[],
  topics: readonly TopicDescription[],
): Promise<PartitionMap<bigint | null>> {
  if ('offset' in position) {
    const offset = BigInt(position.offset)
    return new PartitionMap(ranges.map((range) => [range, offset]))
  }
  if ('offsets' in position) {
    const { offsets } = position
    return new PartitionMap(
      ranges.flatMap((range) => {
        const offset = offsets[String(range.partition)]
        return offset === undefined ? [] : [[range, BigInt(offset)]]
      }),
    )
  }
  if (isNamed(position)) return await namedOffsets(ctx, position, topics, ranges)
  // Below zero are Kafka's special positions, and no log begins later than that.
  if ('timestamp' in position && position.timestamp >= 0) {
    return await askOffsets(ctx, ranges, { timestamp: BigInt(position.timestamp) })
  }
  return new PartitionMap(ranges.map((range) => [range, range.logStart]))
}

function noteStart(ctx: ScanContext, from: ScanPosition, range: PlannedRange, start: bigint | null): void {
  const { topic, partition, logStart, logEnd } = range
  if ('timestamp' in from) {
    if (start !== null) return
    ctx.notes.add({ code: 'no-later-timestamp', topic, partition, detail: wordTime(from.timestamp) })
  } else if (start !== null && start < logStart) {
    ctx.notes.stretch('offset-below-start', range, start, logStart - 1n, start.toString())
  } else if (start !== null && start >= logEnd && ('offset' in from || 'offsets' in from)) {
    ctx.notes.add({ code: 'offset-beyond-end', topic, partition, from: logEnd, detail: start.toString() })
  } else if (start !== null && start > logEnd && isNamed(from)) {
    ctx.notes.add({ code: 'offset-beyond-end', topic, partition, from: logEnd, detail: start.toString() })
  }
}

/** Only where the range runs up to the last stable offset is anything held back from it. */
function noteHeldBack(ctx: ScanContext, ranges: readonly PlannedRange[]): void {
  for (const range of ranges) {
    const { end, lastStable, logEnd } = range
    if (end !== lastStable || lastStable >= logEnd) continue
    ctx.notes.stretch('open-transaction', range, lastStable, logEnd - 1n)
  }
}
