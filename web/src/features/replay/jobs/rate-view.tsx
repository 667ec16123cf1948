import { ENDED_STATES, type ReplayJob } from '@sluice/shared/replay-job'
import { useEffect, useRef, useState } from 'react'
import { linePath, roundTop, type SeriesField } from '#charts/series-geometry.ts'
import { SeriesPanel } from '#charts/series-panel.tsx'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import type { RateSample } from './rate-trail.ts'

interface RateViewProps {
  trail: readonly RateSample[]
  job: ReplayJob
}

const HEIGHT_PX = 150
const LEAST_SPAN_MS = 60_000
const ROWS_MAX = 600

/** How fast it was while this page was open, drawn or as a table. */
export function RateView({ trail, job }: RateViewProps) {
  const { t } = useText()
  const [shape, setShape] = useState<'picture' | 'table'>('picture')
  if (trail.length === 0)
    return (
      <p className="p-3 text-ink-muted">
        {t(ENDED_STATES.includes(job.state) ? 'replays.rateOver' : 'replays.rateNone')}
      </p>
    )
  return (
    <div className="flex flex-col gap-2 p-3">
      <div className="flex items-center gap-3">
        <ModeSwitch
          label={t('replays.tabRate')}
          value={shape}
          onChange={setShape}
          options={[
            { value: 'picture', label: t('replays.ratePicture') },
            { value: 'table', label: t('replays.rateTable') },
          ]}
        />
        <span className="text-ink-muted text-meta">{t('replays.rateSince')}</span>
      </div>
      {shape === 'picture' ? <Picture trail={trail} job={job} /> : <Table trail={trail} />}
    </div>
  )
}

function Picture({ trail, job }: RateViewProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (box.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  const pace = job.plan.spec.pace
  const wanted = pace.by === 'rate' ? pace.recordsPerSecond : null
  const from = trail[0]?.at ?? 0
  const to = Math.max(trail.at(-1)?.at ?? 0, from + LEAST_SPAN_MS)
  const most = Math.max(1, wanted ?? 0, ...trail.map(({ records }) => records ?? 0))
  const field: SeriesField = { from, to, top: roundTop(most), width, height: HEIGHT_PX }
  const last = trail.at(-1)?.records ?? null
  return (
    <div ref={box}>
      <SeriesPanel
        title={t('replays.rateChart')}
        field={field}
        labels={[field.top, field.top / 2].map((value) => ({ value, text: rateText(value) }))}
        aside={last === null ? null : rateText(last)}
      >
        {wanted !== null && (
          <line
            x1="0"
            x2={width}
            y1={HEIGHT_PX - (wanted / field.top) * HEIGHT_PX}
            y2={HEIGHT_PX - (wanted / field.top) * HEIGHT_PX}
            className="stroke-ink-faint [stroke-dasharray:4_3]"
          />
        )}
        <path
          d={linePath(
            trail.map(({ at }) => at),
            trail.map(({ records }) => records),
            field,
          )}
          className="fill-none stroke-water-edge"
          strokeWidth="1.5"
        />
      </SeriesPanel>
    </div>
  )
}

function Table({ trail }: { trail: readonly RateSample[] }) {
  const { t } = useText()
  const zone = useTimeZone()
  return (
    <StaticTable
      label={t('replays.rateChart')}
      rows={trail.slice(-ROWS_MAX).reverse()}
      rowKey={({ at }) => at}
      columns={[
        {
          id: 'time',
          header: t('replays.rateTime'),
          mono: true,
          cell: ({ at }) => formatInstant(at, zone)?.time.slice(0, 8) ?? at,
        },
        {
          id: 'records',
          header: t('replays.rateRecords'),
          align: 'end',
          cell: ({ records }) => (records === null ? '—' : rateText(records)),
        },
        {
          id: 'bytes',
          header: t('replays.rateBytes'),
          align: 'end',
          cell: ({ bytes }) => (bytes === null ? '—' : formatBytes(Math.floor(bytes))),
        },
      ]}
    />
  )
}
