import {
  type ChannelScale,
  channelScale,
  fractionOf,
  type LaneOffsets,
  type Span,
} from './channel-geometry.ts'

/** A lane in which a gate goes from one place to another; null where it has none. */
export interface MovedLane extends LaneOffsets {
  from: bigint | null
  to: bigint | null
}

export interface MoveShape {
  from: number | null
  to: number | null
  /** What lies between the two, of what the log holds. */
  between: (Span & { back: boolean }) | null
}

/** What a drawing of a move shows: all that the log holds, or the stretch in which the gates move. */
export type MoveZoom = 'move' | 'log'

/** Of the stretch that is looked at, what is left free on each side. */
const MARGIN = 8n

/** The scale that some lanes share, or null while none is known. */
export function moveScale(lanes: readonly MovedLane[], zoom: MoveZoom): ChannelScale | null {
  const whole = channelScale(lanes)
  if (whole === null) return null
  const places = lanes.flatMap(({ from, to }) => [from, to].filter((place) => place !== null))
  const wide = places.reduce(
    (scale, place) => ({ from: lower(scale.from, place), to: higher(scale.to, place) }),
    whole,
  )
  const moved = lanes.flatMap(({ from, to }) =>
    from === null || to === null || from === to ? [] : [from, to],
  )
  const [first] = moved
  if (zoom === 'log' || first === undefined) return wide
  const low = moved.reduce(lower, first)
  const high = moved.reduce(higher, first)
  const margin = (high - low) / MARGIN + 1n
  return { from: higher(low - margin, wide.from), to: lower(high + margin, wide.to) }
}

/** Where the gate stands and where it goes, in parts of the width. */
export function moveShape(lane: MovedLane, scale: ChannelScale): MoveShape {
  const { from, to, logStart, logEnd } = lane
  const at = (place: bigint | null) => (place === null ? null : fractionOf(place, scale))
  if (from === null || to === null || from === to || logStart === null || logEnd === null)
    return { from: at(from), to: at(to), between: null }
  // What was deleted before it was read is between the gates and is neither read again nor skipped.
  const here = lower(higher(from, logStart), logEnd)
  const between = { from: fractionOf(lower(here, to), scale), to: fractionOf(higher(here, to), scale) }
  return { from: at(from), to: at(to), between: { ...between, back: to < here } }
}

function lower(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function higher(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
