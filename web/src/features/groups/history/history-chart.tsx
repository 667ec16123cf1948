import type { GroupHistory } from '@sluice/shared/groups-history'
import { useMemo, useRef } from 'react'
import { rowAtTime, xOf } from '#charts/series-geometry.ts'
import { timeTicks } from '#charts/time-ticks.ts'
import { useRangeChoice } from '#charts/use-range-choice.ts'
import { useWidth } from '#charts/use-width.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { EventMarks, StateBand } from './history-marks.tsx'
import { HistoryPanels } from './history-panels.tsx'
import { rowWords } from './row-words.ts'
import { UnseenGround } from './unseen-ground.tsx'

interface HistoryChartProps {
  history: GroupHistory
  /** A stretch of time was chosen. */
  onZoom: (from: number, to: number) => void
  /** What a double click does. */
  onReset: () => void
}

/** Places that the cursor can take, so that arrows have steps. */
const PLACES = 240
const TICK_PX = 110

/** Lag, age and rates of a group over one stretch of time, with what happened to it. */
export function HistoryChart({ history, onZoom, onReset }: HistoryChartProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const { from, to } = history
  const places = useMemo(
    () =>
      Array.from({ length: PLACES }, (_, at) => ({
        from: from + ((to - from) * at) / PLACES,
        to: from + ((to - from) * (at + 1)) / PLACES,
      })),
    [from, to],
  )
  const { cursor, chosen, ...handlers } = useRangeChoice(places, ({ first, last }) => {
    // One place alone is a click, and asks for nothing.
    if (last > first) onZoom(places[first]?.from ?? from, places[last]?.to ?? to)
  })
  const ticks = useMemo(
    () => timeTicks(from, to, zone, Math.max(1, Math.floor(width / TICK_PX))),
    [from, to, zone, width],
  )
  const ms = cursor === null ? null : ((places[cursor]?.from ?? from) + (places[cursor]?.to ?? to)) / 2
  const row = ms === null ? null : rowAtTime(history.at, ms)
  const field = { from, to, top: 1, width, height: 1 }
  const edges = chosen && {
    left: xOf(places[chosen.first]?.from ?? from, field),
    right: xOf(places[chosen.last]?.to ?? to, field),
  }
  const instant = ms === null ? null : formatInstant(ms, zone)
  const told = instant && `${instant.date} ${instant.time.slice(0, 8)}`

  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={t('groups.chartLabel')}
      aria-description={t('groups.chartHint')}
      aria-valuemin={0}
      aria-valuemax={PLACES - 1}
      aria-valuenow={cursor ?? 0}
      aria-valuetext={told ? `${told}. ${rowWords(history, row, t, language)}` : t('groups.chartHint')}
      onDoubleClick={onReset}
      {...handlers}
      className="relative cursor-crosshair touch-none select-none rounded-sm focus-visible:outline-offset-4"
    >
      <UnseenGround history={history} width={width} />
      <HistoryPanels history={history} width={width} row={row} />
      <StateBand history={history} width={width} />
      <EventMarks history={history} width={width} zone={zone} />
      <div aria-hidden="true" className="relative h-4">
        {ticks.map(({ ms: at, label }) => (
          <span
            key={at}
            className="absolute top-0 whitespace-nowrap text-[11px] text-ink-faint tabular-nums leading-4"
            style={tickPlace(xOf(at, field), width)}
          >
            {label}
          </span>
        ))}
      </div>
      {edges && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 border-accent border-x bg-accent/15"
          style={{ left: edges.left, width: edges.right - edges.left }}
        />
      )}
      {ms !== null && !edges && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 border-ink/40 border-l"
          style={{ left: xOf(ms, field) }}
        >
          <span
            className={`absolute bottom-0 whitespace-nowrap rounded border border-hairline bg-surface-raised px-1.5 text-meta tabular-nums shadow-lift ${xOf(ms, field) > width / 2 ? 'right-1' : 'left-1'}`}
          >
            {told}
          </span>
        </span>
      )}
    </div>
  )
}

/** Labels near the ends turn inwards, so that none is cut. */
function tickPlace(x: number, width: number): { left: number; transform: string } {
  const shift = x < 24 ? '0' : x > width - 24 ? '-100%' : '-50%'
  return { left: x, transform: `translateX(${shift})` }
}
