import { sparklineShape } from './sparkline-geometry.ts'

interface SparklineProps {
  values: readonly (number | null)[]
  width: number
  height: number
  /** What it says, for those who do not see it. */
  label: string
}

/** The shape of a figure's last while, in the height of a row. */
export function Sparkline({ values, width, height, label }: SparklineProps) {
  const { line, area, dots } = sparklineShape(values, { width, height })
  return (
    <svg role="img" aria-label={label} width={width} height={height} className="block">
      <path d={area} className="fill-water opacity-35" />
      <path d={line} className="fill-none stroke-water-edge" strokeWidth="1.25" strokeLinejoin="round" />
      {dots.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r="1.25" className="fill-water-edge" />
      ))}
    </svg>
  )
}
