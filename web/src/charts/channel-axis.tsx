import { formatCount } from '#lib/number-format.ts'
import { type ChannelScale, scaleTicks } from './channel-geometry.ts'

interface ChannelAxisProps {
  scale: ChannelScale
  /** What the scale is of, for those who do not see it. */
  label: string
}

/** The scale above the lanes: round offsets, each at its place. */
export function ChannelAxis({ scale, label }: ChannelAxisProps) {
  const digits = scale.to.toString().length
  const most = digits > 11 ? 1 : digits > 7 ? 2 : 4
  return (
    <>
      <span className="sr-only">{label}</span>
      <span aria-hidden="true" className="relative block h-5 min-w-0 flex-1">
        {scaleTicks(scale, most).map(({ offset, at }) => (
          <span
            key={offset.toString()}
            className="absolute top-0 whitespace-nowrap text-ink-faint tabular-nums after:absolute after:-bottom-1 after:h-1 after:w-px after:bg-hairline-strong after:content-['']"
            style={tickPlace(at)}
          >
            {formatCount(offset)}
          </span>
        ))}
      </span>
    </>
  )
}

/** Labels near the ends turn inwards, so that none is cut. */
function tickPlace(at: number): { left: string; transform: string } {
  const shift = at < 0.15 ? '0' : at > 0.85 ? '-100%' : '-50%'
  return { left: `${(at * 100).toFixed(3)}%`, transform: `translateX(${shift})` }
}
