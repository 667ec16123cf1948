import { type MouseEvent, type ReactNode, useState } from 'react'
import { formatCount } from '#lib/number-format.ts'
import { type ChannelScale, type LaneOffsets, laneShape, offsetAt, type Span } from './channel-geometry.ts'

interface ChannelLaneProps {
  lane: LaneOffsets
  scale: ChannelScale
  /** The lane in words. */
  label: string
  /** Said at the place under the pointer. */
  placeLabel: (offset: string) => string
  onPlace: (offset: bigint) => void
  /** Painted over the water, such as the gates of groups. */
  children?: ReactNode
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(3)}%`
const box = ({ from, to }: Span) => ({ x: percent(from), width: percent(to - from) })

/** One partition as a channel: water stands where the log holds records, and its front is where the next one comes. */
export function ChannelLane(props: ChannelLaneProps) {
  const { lane, scale, label, placeLabel, onPlace, children } = props
  const [pointer, setPointer] = useState<number | null>(null)
  const shape = laneShape(lane, scale)
  const offset = pointer === null ? null : offsetAt(pointer, lane, scale)

  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      disabled={shape === null}
      onPointerMove={(event) => setPointer(placeOf(event))}
      onPointerLeave={() => setPointer(null)}
      onClick={(event) => {
        const place = offsetAt(event.detail === 0 ? 0 : placeOf(event), lane, scale)
        if (place !== null) onPlace(place)
      }}
      className="relative block h-full w-full outline-none"
    >
      <svg aria-hidden="true" className="block h-3.5 w-full overflow-visible" preserveAspectRatio="none">
        <rect
          width="100%"
          height="100%"
          rx="2"
          className={shape ? 'fill-channel-bed' : 'fill-none stroke-unknown [stroke-dasharray:3_3]'}
        />
        {shape && <rect {...box(shape.held)} height="100%" rx="2" className="fill-water" />}
        {shape?.open && <rect {...box(shape.open)} height="100%" className="fill-water opacity-40" />}
        {shape && <Front at={(shape.open ?? shape.held).to} />}
        {shape?.open && <StableEnd at={shape.open.from} />}
        {children}
      </svg>
      {pointer !== null && offset !== null && (
        <span
          className="pointer-events-none absolute inset-y-0 z-10 border-accent border-l"
          style={{ left: percent(pointer) }}
        >
          <span
            className={`absolute top-1/2 -translate-y-1/2 whitespace-nowrap rounded border border-hairline bg-surface-raised px-1.5 text-ink text-meta shadow-lift ${pointer > 0.5 ? 'right-2' : 'left-2'}`}
          >
            {placeLabel(formatCount(offset))}
          </span>
        </span>
      )}
    </button>
  )
}

function Front({ at }: { at: number }) {
  return (
    <line x1={percent(at)} x2={percent(at)} y1="-2" y2="16" className="stroke-water-edge" strokeWidth="2" />
  )
}

function StableEnd({ at }: { at: number }) {
  return (
    <line
      x1={percent(at)}
      x2={percent(at)}
      y1="0"
      y2="14"
      className="stroke-attention [stroke-dasharray:3_2]"
      strokeWidth="2"
    />
  )
}

function placeOf(event: MouseEvent): number {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  return width === 0 ? 0 : Math.min(Math.max((event.clientX - left) / width, 0), 1)
}
