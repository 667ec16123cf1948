import { memo, useId } from 'react'
import { type StripBucket, stripBars } from './time-strip-geometry.ts'

interface TimeStripBarsProps {
  buckets: readonly StripBucket[]
  width: number
  height: number
}

/** The bars alone, which a moving pointer does not paint anew: water where it was read, hatched where it will be. */
export const TimeStripBars = memo(function TimeStripBars({ buckets, width, height }: TimeStripBarsProps) {
  const hatch = useId()
  const known = buckets.some(({ scanned }) => scanned !== null)
  const bars = stripBars(buckets, { width, height })
  return (
    <>
      <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className="fill-water opacity-25" />
        <rect width="1.5" height="4" className="fill-water" />
      </pattern>
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-hairline" />
      {bars.map(({ x, width: wide, scanned, open, outside, found }, at) => (
        <g key={buckets[at]?.from}>
          {outside > 0 && (
            <rect
              x={x}
              width={wide}
              y={height - scanned - open - outside}
              height={outside}
              className="fill-channel-bed"
            />
          )}
          {open > 0 && (
            <rect
              x={x}
              width={wide}
              y={height - scanned - open}
              height={open}
              {...(known ? { fill: `url(#${hatch})` } : { className: 'fill-water' })}
            />
          )}
          {scanned > 0 && (
            <rect x={x} width={wide} y={height - scanned} height={scanned} className="fill-water" />
          )}
          {found > 0 && (
            <rect
              x={x + wide / 2 - 1.5}
              width="3"
              y={height - found}
              height={found}
              rx="1"
              className="fill-attention"
            />
          )}
        </g>
      ))}
    </>
  )
})
