import type { Histogram, HistogramLane } from '@sluice/shared/messages-histogram'
import type { StripBucket } from '#charts/time-strip-geometry.ts'
import type { Covered } from '../coverage/scan-coverage.ts'
import type { ScanTrail, Stretch } from './scan-trail.ts'

interface Scanned {
  covered: readonly Covered[]
  trail: ScanTrail
  /** Everything in the ranges was looked at. */
  done: boolean
}

/** The histogram with what the scan reads of each bucket, what it has read, and what it found. */
export function stripBuckets(
  { edges, counts, lanes }: Histogram,
  { covered, trail, done }: Scanned,
): StripBucket[] {
  const found = trail.foundIn(edges)
  const parts = lanes === null || covered.length === 0 ? null : partsOf(lanes, { covered, trail, done })
  const known = done || trail.known || covered.some(({ seen }) => seen !== null)
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

function partsOf(lanes: readonly HistogramLane[], { covered, trail, done }: Scanned): LanePart[] {
  const byKey = new Map(covered.map((one) => [`${one.topic}/${one.partition}`, one]))
  return lanes.map((lane) => {
    const range = byKey.get(`${lane.topic}/${lane.partition}`)
    if (range === undefined) return { lane, read: null, scanned: null }
    const read = { from: range.start, to: range.end }
    const seen = joined(range.seen, trail.stretch(lane.topic, lane.partition))
    return { lane, read, scanned: done ? read : seen && within(seen, read) }
  })
}

/** Both tell of one stretch that grows from one end. */
function joined(one: Stretch | null, other: Stretch | null): Stretch | null {
  if (one === null || other === null) return one ?? other
  return { from: lowerOf(one.from, other.from), to: higherOf(one.to, other.to) }
}

function within(stretch: Stretch, range: Stretch): Stretch {
  return { from: higherOf(stretch.from, range.from), to: lowerOf(stretch.to, range.to) }
}

function lowerOf(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function higherOf(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

/** Offsets of a bucket that lie in the stretch. */
function overlap(stretch: Stretch | null, { offsets }: HistogramLane, at: number): bigint {
  const [low, high] = [offsets[at], offsets[at + 1]]
  if (stretch === null || low === undefined || high === undefined) return 0n
  const inside = within({ from: BigInt(low), to: BigInt(high) }, stretch)
  return inside.to > inside.from ? inside.to - inside.from : 0n
}
