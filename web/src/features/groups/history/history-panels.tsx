import type { GroupHistory } from '@sluice/shared/groups-history'
import { memo, useId, useMemo } from 'react'
import {
  bandPath,
  linePath,
  roundSpan,
  roundTop,
  type SeriesField,
  xOf,
  yOf,
} from '#charts/series-geometry.ts'
import { SeriesPanel } from '#charts/series-panel.tsx'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatShort } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { spanWords } from '#lib/span-words.ts'
import { type DrawnHistory, drawnHistory, pastRates } from './history-series.ts'
import { ageWords, lagWords, rateWords } from './row-words.ts'

interface HistoryPanelsProps {
  history: GroupHistory
  width: number
  /** The row under the cursor. */
  row: number | null
}

const LAG_PX = 150
const TIME_PX = 100
const RATE_PX = 80

/** Lag, age and rates under one another, on one line of time. */
export function HistoryPanels({ history, width, row }: HistoryPanelsProps) {
  const { t, language } = useText()
  const drawn = useMemo(() => drawnHistory(history), [history])
  const { from, to } = history
  const field = (largest: number, height: number): SeriesField => ({ from, to, top: largest, width, height })
  const lag = field(roundTop(Math.max(drawn.mostLag, 10)), LAG_PX)
  const time = field(roundSpan(Math.max(drawn.mostTime, 1000)), TIME_PX)
  const rate = field(roundTop(Math.max(drawn.mostRate, 1)), RATE_PX)
  const scale = ({ top }: SeriesField, words: (value: number) => string) =>
    [top, top / 2].map((value) => ({ value, text: words(value) }))
  return (
    <>
      <SeriesPanel
        title={t('groups.panelLag')}
        field={lag}
        labels={scale(lag, (value) => formatShort(Math.round(value)))}
        aside={row === null ? null : (lagWords(history, row) ?? t('groups.chartGap'))}
      >
        <Curve at={drawn.at} values={drawn.lag} field={lag} />
      </SeriesPanel>
      <SeriesPanel
        title={t('groups.columnTime')}
        field={time}
        labels={scale(time, (value) => spanWords(value, language))}
        aside={row === null ? null : (ageWords(history, row, language) ?? '—')}
      >
        <Curve at={drawn.at} values={drawn.time} field={time} />
      </SeriesPanel>
      <SeriesPanel
        title={t('groups.panelRates')}
        field={rate}
        labels={scale(rate, rateText)}
        aside={row === null ? <RateLegend /> : (rateWords(history, row) ?? '—')}
      >
        <Past history={history} field={rate} />
        <path
          d={linePath(drawn.at, drawn.produceRate, rate)}
          className="fill-none stroke-water-edge"
          strokeWidth="1.25"
        />
        <path
          d={linePath(drawn.at, drawn.commitRate, rate)}
          className="fill-none stroke-ink [stroke-dasharray:4_2]"
          strokeWidth="1.25"
        />
      </SeriesPanel>
    </>
  )
}

interface CurveProps {
  at: readonly number[]
  values: DrawnHistory['lag']
  field: SeriesField
}

const Curve = memo(function Curve({ at, values, field }: CurveProps) {
  return (
    <>
      <path d={bandPath(at, values.min, values.max, field)} className="fill-water opacity-40" />
      <path d={linePath(at, values.line, field)} className="fill-none stroke-water-edge" strokeWidth="1.5" />
    </>
  )
})

/** What arrived before Sluice looked: hatched, as it is the brokers' word and says nothing of the group. */
function Past({ history, field }: { history: GroupHistory; field: SeriesField }) {
  const hatch = useId()
  const { past } = history
  if (past === null) return null
  return (
    <>
      <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className="fill-water opacity-25" />
        <rect width="1.5" height="4" className="fill-water" />
      </pattern>
      {pastRates(history).map((rate, at) => {
        const [left, right] = [past.edges[at] ?? 0, past.edges[at + 1] ?? 0]
        const x = xOf(Math.max(left, field.from), field)
        return (
          <rect
            key={left}
            x={x}
            width={Math.max(0, xOf(Math.min(right, field.to), field) - x)}
            y={yOf(rate, field)}
            height={field.height - yOf(rate, field)}
            fill={`url(#${hatch})`}
          />
        )
      })}
    </>
  )
}

function RateLegend() {
  const { t } = useText()
  return (
    <span className="inline-flex gap-3">
      <Stroke className="stroke-water-edge">{t('groups.legendIn')}</Stroke>
      <Stroke className="stroke-ink [stroke-dasharray:4_2]">{t('groups.legendOut')}</Stroke>
    </span>
  )
}

function Stroke({ className, children }: { className: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="16" height="4">
        <line x1="0" x2="16" y1="2" y2="2" strokeWidth="1.5" className={className} />
      </svg>
      {children}
    </span>
  )
}
