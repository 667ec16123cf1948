import { useId } from 'react'
import { type ChannelScale, laneShape } from './channel-geometry.ts'
import { type MovedLane, moveShape } from './move-geometry.ts'

interface MoveLaneProps {
  lane: MovedLane
  scale: ChannelScale
  /** The lane in words. */
  label: string
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(3)}%`
const GATE = 'M-4 -4.5h8l-4 5z'

/** A channel with the gate where it stands, pale, and where it goes; between them what is read again or skipped. */
export function MoveLane({ lane, scale, label }: MoveLaneProps) {
  const hatch = useId()
  const water = laneShape(lane, scale)
  const { from, to, between } = moveShape(lane, scale)
  return (
    <span role="img" aria-label={label} data-tip={label} className="flex h-6 items-center">
      <svg aria-hidden="true" className="block h-3.5 w-full overflow-visible" preserveAspectRatio="none">
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="5" className={between?.back ? 'fill-accent' : 'fill-attention'} />
          </pattern>
        </defs>
        <rect
          width="100%"
          height="100%"
          rx="2"
          className={water ? 'fill-channel-bed' : 'fill-none stroke-unknown [stroke-dasharray:3_3]'}
        />
        {water && (
          <rect
            x={percent(water.held.from)}
            width={percent((water.open ?? water.held).to - water.held.from)}
            height="100%"
            rx="2"
            className="fill-water"
          />
        )}
        {between && (
          <rect
            x={percent(between.from)}
            width={percent(between.to - between.from)}
            height="100%"
            fill={`url(#${CSS.escape(hatch)})`}
          />
        )}
        {from !== null && from !== to && <Gate at={from} className="text-ink opacity-40" />}
        {to !== null && <Gate at={to} className="text-ink" />}
      </svg>
    </span>
  )
}

function Gate({ at, className }: { at: number; className: string }) {
  return (
    <svg aria-hidden="true" x={percent(at)} className={`overflow-visible ${className}`}>
      <path d={GATE} fill="currentColor" />
      <line y1="-3" y2="17" stroke="currentColor" strokeWidth="2" />
    </svg>
  )
}
