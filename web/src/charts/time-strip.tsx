import { useMemo, useRef } from 'react'
import { classNames } from '#lib/class-names.ts'
import type { BucketRange } from './range-choice.ts'
import { TimeStripBars } from './time-strip-bars.tsx'
import { fractionOfTime, type StripBucket } from './time-strip-geometry.ts'
import { timeTicks } from './time-ticks.ts'
import { useRangeChoice } from './use-range-choice.ts'
import { useWidth } from './use-width.ts'

interface TimeStripProps {
  id: string
  label: string
  /** How it is worked with, for those who do not see it. */
  hint: string
  buckets: readonly StripBucket[]
  zone: string
  /** Some buckets in words, the first and the last named. */
  describe: (range: BucketRange) => string
  onRange: (range: BucketRange) => void
  /** What a double click does. */
  onReset: () => void
  dimmed?: boolean
}

const BARS_PX = 19
const TICK_PX = 92

/** Amounts over time in one line: hover tells, a drag or shift with the arrows chooses, a double click goes back. */
export function TimeStrip(props: TimeStripProps) {
  const { id, label, hint, buckets, zone, describe, onRange, onReset, dimmed = false } = props
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const { cursor, chosen, ...handlers } = useRangeChoice(buckets, onRange)
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0]
  const ticks = useMemo(() => timeTicks(from, to, zone, Math.floor(width / TICK_PX)), [from, to, zone, width])
  const marked = chosen ?? (cursor === null ? null : { first: cursor, last: cursor })
  const at = marked && {
    left: fractionOfTime(buckets[marked.first]?.from ?? 0, buckets),
    right: fractionOfTime(buckets[marked.last]?.to ?? 0, buckets),
  }

  return (
    <div
      ref={box}
      id={id}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-description={hint}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, buckets.length - 1)}
      aria-valuenow={cursor ?? 0}
      aria-valuetext={marked ? describe(marked) : describe({ first: 0, last: buckets.length - 1 })}
      onDoubleClick={onReset}
      {...handlers}
      className="relative h-[30px] min-w-0 flex-1 cursor-crosshair touch-none select-none rounded-sm focus-visible:outline-offset-0"
    >
      {ticks.map(({ ms, label: text }) => (
        <Tick key={ms} at={fractionOfTime(ms, buckets)} text={text} />
      ))}
      <svg
        aria-hidden="true"
        width={width}
        height={BARS_PX}
        className={classNames('absolute bottom-0 left-0 overflow-visible', dimmed && 'opacity-60')}
      >
        <TimeStripBars buckets={buckets} width={width} height={BARS_PX} />
      </svg>
      {at && (
        <span
          aria-hidden="true"
          className={classNames(
            'pointer-events-none absolute inset-y-0',
            chosen ? 'border-accent border-x bg-accent/15' : 'bg-ink/8',
          )}
          style={{ left: percent(at.left), width: percent(at.right - at.left) }}
        />
      )}
      {marked && at && <Tip text={describe(marked)} at={(at.left + at.right) / 2} />}
    </div>
  )
}

/** Labels near the ends turn inwards, so that none is cut. */
function Tick({ at, text }: { at: number; text: string }) {
  const shift = at < 0.03 ? '0' : at > 0.97 ? '-100%' : '-50%'
  return (
    <span
      aria-hidden="true"
      className="absolute top-0 whitespace-nowrap text-[11px] text-ink-faint tabular-nums leading-3"
      style={{ left: percent(at), transform: `translateX(${shift})` }}
    >
      {text}
    </span>
  )
}

function Tip({ text, at }: { text: string; at: number }) {
  const shift = at < 0.2 ? '0' : at > 0.8 ? '-100%' : '-50%'
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute top-full z-30 mt-1 w-max whitespace-pre rounded-md border border-hairline bg-surface-raised px-2 py-1 text-ink text-meta tabular-nums shadow-lift"
      style={{ left: percent(at), transform: `translateX(${shift})` }}
    >
      {text}
    </span>
  )
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(3)}%`
}
