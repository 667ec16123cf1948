import type { StateTone } from '#ui/state-mark.tsx'
import type { GateShape } from './gate-geometry.ts'

interface ChannelGateProps {
  shape: GateShape
  tone: StateTone
  /** Colour of its own where several gates stand in one lane: a CSS colour. */
  colour?: string | undefined
  /** Others are looked at now. */
  faded?: boolean
  /** The only one of its lane: what it has behind it is read, and so paler. */
  alone?: boolean
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(3)}%`

const INK: Record<StateTone, string> = {
  trouble: 'text-trouble',
  attention: 'text-attention',
  unknown: 'text-unknown',
  ok: 'text-ink',
}

/** A group's place in a lane, painted into the lane's own picture: a gate, with the water behind it that it has read. */
export function ChannelGate({ shape, tone, colour, faded = false, alone = false }: ChannelGateProps) {
  const { at, outside, read, lost } = shape
  return (
    <g className={INK[tone]} style={colour ? { color: colour } : undefined} opacity={faded ? 0.6 : 1}>
      {alone && read && read.to > read.from && (
        <rect
          x={percent(read.from)}
          width={percent(read.to - read.from)}
          height="100%"
          className="fill-surface opacity-60"
        />
      )}
      {alone && lost && (
        <rect
          x={percent(lost.from)}
          width={percent(lost.to - lost.from)}
          y="5"
          height="4"
          className="fill-trouble opacity-50"
        />
      )}
      <svg aria-hidden="true" x={percent(at)} className="overflow-visible">
        {colour && <line y1="-1" y2="15" className="stroke-surface" strokeWidth="4" />}
        <path d={PATHS[outside ?? 'inside']} fill="currentColor" />
        <line y1="-1" y2="15" stroke="currentColor" strokeWidth="2" />
      </svg>
    </g>
  )
}

/** The gate's head; at the edge of the scale it points to where the gate really is. */
const PATHS = {
  inside: 'M-4.5 -2h9l-4.5 6z',
  before: 'M6 2.5v9l-6 -4.5z',
  behind: 'M-6 2.5v9l6 -4.5z',
} as const
