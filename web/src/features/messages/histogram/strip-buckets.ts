import type { Frame } from '@sluice/shared/messages'
import type { Histogram, HistogramLane } from '@sluice/shared/messages-histogram'
import type { StripBucket } from '#charts/time-strip-geometry.ts'
import type { ScanTrail, Stretch } from './scan-trail.ts'

export type ReadRange = Pick<Frame<'open'>['ranges'][number], 'partition' | 'start' | 'end'> & {
  topic?: string
}

interface Scanned {
  ranges: readonly ReadRange[]
  trail: ScanTrail
  /** Everything in the ranges was looked at. */
  done: boolean
}

/** The histogram with what the scan reads of each bucket, what it has read, and what it found. */
export function stripBuckets(
  { edges, counts, lanes }: Histogram,
  topic: string,
  { ranges, trail, done }: Scanned,
): StripBucket[] {
  const found = trail.foundIn(edges)
  const parts = lanes === null || ranges.length === 0 ? null : partsOf(lanes, topic, ranges, trail, done)
  const known = done || trail.known
  return counts.map((text, at) => {
    const count = BigInt(text)
    const bucket = { from: edges[at] ?? 0, to: edges[at + 1] ?? 0, count, found: found[at] ?? 0 }
    if (parts === null) return { ...bucket, inRange: count, scanned: null }
    const sum = (pick: (part: LanePart) => Stretch | null) =>
      parts.reduce((total, part) => total + overlap(pick(part), part.lane, at), 0n)
    return {
      ...bucket,
      inRange: sum(({ read }) => read),
      scanned: known ? sum(({ scanned }) => scanned) : null,
    }
  })
}

interface LanePart {
  lane: HistogramLane
  read: Stretch | null
  scanned: Stretch | null
}

function partsOf(
  lanes: readonly HistogramLane[],
  topic: string,
  ranges: readonly ReadRange[],
  trail: ScanTrail,
  done: boolean,
): LanePart[] {
  const byKey = new Map(ranges.map((range) => [`${range.topic ?? topic}/${range.partition}`, range]))
  return lanes.map((lane) => {
    const range = byKey.get(`${lane.topic}/${lane.partition}`)
    if (range === undefined) return { lane, read: null, scanned: null }
    const read = { from: BigInt(range.start), to: BigInt(range.end) }
    const trod = trail.stretch(lane.topic, lane.partition)
    return { lane, read, scanned: done ? read : trod && within(trod, read) }
  })
}

function within(stretch: Stretch, { from, to }: Stretch): Stretch {
  return {
    from: stretch.from < from ? from : stretch.from,
    to: stretch.to > to ? to : stretch.to,
  }
}

/** Offsets of a bucket that lie in the stretch. */
function overlap(stretch: Stretch | null, { offsets }: HistogramLane, at: number): bigint {
  const [low, high] = [offsets[at], offsets[at + 1]]
  if (stretch === null || low === undefined || high === undefined) return 0n
  const inside = within({ from: BigInt(low), to: BigInt(high) }, stretch)
  return inside.to > inside.from ? inside.to - inside.from : 0n
}
