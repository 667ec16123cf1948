import { clamp } from '../offset-order.ts'
import type { LogSpan, TimeIndex } from './log-span.ts'

/** Requests at a time: what else the broker is asked over the same connection waits for no more than these. */
const IN_FLIGHT = 8

export interface Located {
  /** Offsets at the edges, for each span. */
  offsets: Map<LogSpan, bigint[]>
  /** Only every so many edges are known, and the last: time was up. */
  stride: number
  /** Answers that fit no log that stands still. */
  moved: number
}

export interface Patience {
  /** Whether a failure is that of the deadline. */
  late: () => boolean
  /** A round that would likely end beyond this is not begun: a coarse picture now is worth more than a fine one later. */
  refineMs: number
}

/** Fewer buckets than this are no picture. */
const BUCKETS_LEAST = 8

/**
 * The offset at each edge in each span, coarse first: where a span has the same offset at two edges, it is not asked for
 * those between. What `index` loses on the way is to be left out.
 */
export async function locateEdges(
  index: TimeIndex,
  spans: readonly LogSpan[],
  edges: readonly number[],
  ends: ReadonlyMap<LogSpan, readonly [first: bigint, last: bigint]>,
  { late, refineMs }: Patience,
): Promise<Located> {
  const begun = performance.now()
  const buckets = edges.length - 1
  const located: Located = { offsets: new Map(), stride: 2 ** Math.ceil(Math.log2(buckets)), moved: 0 }
  for (const span of spans) {
    const [first, last] = ends.get(span) ?? [span.start, span.end]
    const offsets: bigint[] = []
    offsets[0] = first
    offsets[buckets] = last
    located.offsets.set(span, offsets)
  }
  let round = 0
  while (located.stride > 1) {
    const half = located.stride / 2
    const spent = performance.now() - begun
    // Each round asks for twice as many edges as the one before.
    if (buckets / located.stride >= BUCKETS_LEAST && spent + 2 * round > refineMs) return located
    try {
      await halve(index, edges, located, half)
    } catch (error) {
      if (late()) return located
      throw error
    }
    located.stride = half
    round = performance.now() - begun - spent
  }
  return located
}

async function halve(
  index: TimeIndex,
  edges: readonly number[],
  located: Located,
  half: number,
): Promise<void> {
  const buckets = edges.length - 1
  const middles: number[] = []
  for (let at = half; at < buckets; at += 2 * half) middles.push(at)
  const work = middles.values()
  const worker = async () => {
    for (const at of work)
      await locate(index, edges[at] ?? 0, located, [at - half, at, Math.min(at + half, buckets)])
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
}

async function locate(
  index: TimeIndex,
  time: number,
  located: Located,
  [left, at, right]: readonly [number, number, number],
): Promise<void> {
  const open: LogSpan[] = []
  for (const [span, offsets] of located.offsets) {
    const low = offsets[left]
    if (low !== undefined && low === offsets[right]) offsets[at] = low
    else open.push(span)
  }
  const answers = await index.at(open, time)
  for (const [place, span] of open.entries()) {
    const offsets = located.offsets.get(span) ?? []
    const [low, high] = [offsets[left] ?? span.start, offsets[right] ?? span.end]
    const found = answers[place] ?? low
    // The log is asked in many calls, and retention or a truncation may come between two of them.
    if (found < low || found > high) located.moved += 1
    offsets[at] = clamp(found, low, high)
  }
}
