import type { ReactNode } from 'react'
import type { SeriesField } from './series-geometry.ts'
import { yOf } from './series-geometry.ts'

interface SeriesPanelProps {
  title: string
  field: SeriesField
  /** The value at the top of the scale and half way up, in words. */
  labels: readonly { value: number; text: string }[]
  /** What stands beside the title: the figures under the cursor. */
  aside?: ReactNode
  children: ReactNode
}

/** One figure over time: its name, its scale, and what is painted in the field. */
export function SeriesPanel({ title, field, labels, aside, children }: SeriesPanelProps) {
  const { width, height } = field
  return (
    <div className="relative" style={{ height: height + 22 }}>
      <p className="flex h-5 items-baseline gap-3 text-meta">
        <span className="font-medium">{title}</span>
        <span className="text-ink-muted tabular-nums">{aside}</span>
      </p>
      <svg aria-hidden="true" width={width} height={height} className="block overflow-visible">
        {[0, ...labels.map(({ value }) => value)].map((value) => (
          <line
            key={value}
            x1="0"
            x2={width}
            y1={yOf(value, field)}
            y2={yOf(value, field)}
            className="stroke-hairline"
          />
        ))}
        {children}
      </svg>
      {labels.map(({ value, text }) => (
        <span
          key={value}
          aria-hidden="true"
          className="pointer-events-none absolute left-0 rounded bg-surface/75 pr-1 text-[11px] text-ink-faint tabular-nums leading-3"
          style={{ top: 20 + yOf(value, field) + 1 }}
        >
          {text}
        </span>
      ))}
    </div>
  )
}
