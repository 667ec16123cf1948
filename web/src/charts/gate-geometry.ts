import {
  type ChannelScale,
  channelScale,
  fractionOf,
  type LaneOffsets,
  type Span,
} from './channel-geometry.ts'

/** A lane with the place where a group stands in it; null where it has not committed. */
export interface GatedLane extends LaneOffsets {
  committed: bigint | null
}

export interface GateShape {
  /** Where the gate stands, in parts of the width. */
  at: number
  /** The gate stands outside of the scale and is drawn at its edge. */
  outside: 'before' | 'behind' | null
  /** What the log holds and the group has read. */
  read: Span | null
  /** Deleted before it was read: from the gate to the log start. */
  lost: Span | null
}

/** What a drawing shows of the lanes: all that the log holds, or only from where the rearmost gate stands. */
export type GateZoom = 'log' | 'lag'

/** Of the stretch that is looked at, what is left free before the rearmost gate. */
const MARGIN = 20n

/** The common scale of some lanes, or null while none is known. */
export function gateScale(lanes: readonly GatedLane[], zoom: GateZoom): ChannelScale | null {
  const whole = channelScale(lanes)
  if (whole === null) return null
  let rearmost: bigint | null = null
  for (const { committed, logEnd } of lanes) {
    if (committed === null || logEnd === null) continue
    if (rearmost === null || committed < rearmost) rearmost = committed
  }
  if (rearmost === null) return whole
  const span = whole.to - whole.from
  // A gate that the log start has passed is shown with what was lost, unless that would press all else together.
  if (rearmost < whole.from) return whole.from - rearmost <= span ? { ...whole, from: rearmost } : whole
  if (zoom === 'log') return whole
  const unread = whole.to - rearmost
  const from = rearmost - (unread < MARGIN ? MARGIN : unread) / MARGIN
  return { ...whole, from: from < whole.from ? whole.from : from }
}

/** A group's gate in a lane, or null where it has none. */
export function gateShape(lane: GatedLane, scale: ChannelScale): GateShape | null {
  const { committed, logStart, logEnd } = lane
  if (committed === null) return null
  const at = fractionOf(committed, scale)
  const outside = committed < scale.from ? 'before' : committed > scale.to ? 'behind' : null
  if (logStart === null || logEnd === null) return { at, outside, read: null, lost: null }
  const start = fractionOf(logStart, scale)
  return {
    at,
    outside,
    read: committed > logStart ? { from: start, to: Math.min(at, fractionOf(logEnd, scale)) } : null,
    lost: committed < logStart ? { from: at, to: start } : null,
  }
}
