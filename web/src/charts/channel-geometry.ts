/** The offsets of one lane, as far as they are known. */
export interface LaneOffsets {
  logStart: bigint | null
  logEnd: bigint | null
  lastStable: bigint | null
}

/** The stretch of offsets that every lane of one drawing shares. */
export interface ChannelScale {
  from: bigint
  to: bigint
}

/** A stretch of a lane in parts of its width: 0 is its left end, 1 its right. */
export interface Span {
  from: number
  to: number
}

export interface LaneShape {
  /** What the log holds and everyone reads. */
  held: Span
  /** Held, but beyond the last stable offset: an open transaction. */
  open: Span | null
}

/** The common scale: from the lowest log start to the highest log end, or null while no lane is known. */
export function channelScale(lanes: readonly LaneOffsets[]): ChannelScale | null {
  let from: bigint | null = null
  let to: bigint | null = null
  for (const { logStart, logEnd } of lanes) {
    if (logStart === null || logEnd === null) continue
    if (from === null || logStart < from) from = logStart
    if (to === null || logEnd > to) to = logEnd
  }
  return from === null || to === null ? null : { from, to }
}

/** What to fill of one lane, or null where its offsets are not known. */
export function laneShape(lane: LaneOffsets, scale: ChannelScale): LaneShape | null {
  const { logStart, logEnd, lastStable } = lane
  if (logStart === null || logEnd === null) return null
  const stable = lastStable === null || lastStable > logEnd ? logEnd : lastStable
  // biome-ignore lint/complexity/useMathMinMax: Math.max takes no bigint
  const split = stable < logStart ? logStart : stable
  return {
    held: { from: fractionOf(logStart, scale), to: fractionOf(split, scale) },
    open: split < logEnd ? { from: fractionOf(split, scale), to: fractionOf(logEnd, scale) } : null,
  }
}

const PARTS = 1_000_000n

/** Where an offset stands on the scale; the division is done in whole numbers, so 64 bits keep their order. */
export function fractionOf(offset: bigint, { from, to }: ChannelScale): number {
  if (to <= from) return 0
  const parts = ((offset - from) * PARTS) / (to - from)
  return Math.min(Math.max(Number(parts) / Number(PARTS), 0), 1)
}

/** The offset under a place of the lane, kept to what the lane holds; null where it holds nothing. */
export function offsetAt(fraction: number, lane: LaneOffsets, { from, to }: ChannelScale): bigint | null {
  const { logStart, logEnd } = lane
  if (logStart === null || logEnd === null || logEnd <= logStart) return null
  const parts = BigInt(Math.round(Math.min(Math.max(fraction, 0), 1) * Number(PARTS)))
  const offset = from + ((to - from) * parts) / PARTS
  if (offset < logStart) return logStart
  return offset >= logEnd ? logEnd - 1n : offset
}

export interface ScaleTick {
  offset: bigint
  at: number
}

/** Round offsets along the scale, at most `most` of them. */
export function scaleTicks(scale: ChannelScale, most: number): ScaleTick[] {
  const span = scale.to - scale.from
  if (span <= 0n || most < 1) return []
  const step = roundStep(span, BigInt(most))
  const ticks: ScaleTick[] = []
  for (let offset = ((scale.from + step - 1n) / step) * step; offset <= scale.to; offset += step) {
    ticks.push({ offset, at: fractionOf(offset, scale) })
  }
  return ticks.length > most ? ticks.slice(0, most) : ticks
}

/** The smallest of 1, 2, 5 × 10ⁿ that cuts the span into no more than `most` pieces. */
function roundStep(span: bigint, most: bigint): bigint {
  let power = 1n
  while (power * 10n * most <= span) power *= 10n
  for (const factor of [1n, 2n, 5n]) {
    if (power * factor * most >= span) return power * factor
  }
  return power * 10n
}
