import type { TopologyTimes } from '@sluice/shared/topology'
import { useRef } from 'react'
import { timeTicks } from '#charts/time-ticks.ts'
import { useWidth } from '#charts/use-width.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { shareOf, type TimeRange, timeAt, timeBars } from './time-range.ts'

interface TimeSliderProps {
  times: TopologyTimes
  range: TimeRange
  at: number | undefined
  since: number | undefined
  onAt: (at: number | undefined) => void
}

const PAUSE_MS = 150
const TICK_PX = 90

/** Which of the stored times is shown: the browser's own slider over bars of how much evidence there is. */
export function TimeSlider({ times, range, at, since, onAt }: TimeSliderProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [text, type] = useDebouncedText(
    at === undefined ? '' : String(at),
    (next) => onAt(next === '' ? undefined : Number(next)),
    PAUSE_MS,
  )
  const place = text === '' ? undefined : Number(text)
  const words = place === undefined ? null : formatInstant(place, zone)
  const ticks = timeTicks(range.from, range.to, zone, Math.floor(width / TICK_PX))
  return (
    <div
      ref={box}
      className="relative h-[30px] min-w-0 flex-1 rounded-sm has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 1000 18"
        preserveAspectRatio="none"
        className="absolute top-0 h-[18px] w-full"
      >
        <line x1="0" x2="1000" y1="17.5" y2="17.5" className="stroke-hairline" />
        {timeBars(times, range).map((bar) => (
          <rect
            key={bar.at}
            x={bar.left * 1000}
            width={Math.max(1, bar.width * 1000 - 0.5)}
            y={16 - bar.height * 14}
            height={2 + bar.height * 14}
            className="fill-water opacity-50"
          />
        ))}
      </svg>
      {ticks.map(({ ms, label }) => (
        <span
          key={ms}
          aria-hidden="true"
          className="-translate-x-1/2 absolute bottom-0 whitespace-nowrap text-[0.6875rem] text-ink-faint leading-3 tabular-nums"
          style={{ left: `${shareOf(ms, range) * 100}%` }}
        >
          {label}
        </span>
      ))}
      {since !== undefined && <Mark at={shareOf(since, range)} className="border-attention border-dashed" />}
      <Mark at={shareOf(place, range)} className="border-accent" knob />
      <input
        type="range"
        aria-label={t('times.slider')}
        aria-valuetext={words ? `${words.date} ${words.time.slice(0, 8)}` : t('times.now')}
        min={range.from}
        max={range.to}
        step={range.step}
        value={Math.min(range.to, place ?? range.to)}
        onChange={(event) => type(String(timeAt(Number(event.target.value), range) ?? ''))}
        className="absolute inset-0 m-0 h-full w-full cursor-ew-resize opacity-0"
      />
    </div>
  )
}

function Mark({ at, className, knob = false }: { at: number; className: string; knob?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`pointer-events-none absolute top-0 h-[18px] border-l-2 ${className}`}
      style={{ left: `calc(${at * 100}% - 1px)` }}
    >
      {knob && <span className="-left-[5px] absolute top-0 size-2 rounded-full bg-accent" />}
    </span>
  )
}
