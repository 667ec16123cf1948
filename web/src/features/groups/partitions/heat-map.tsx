import type { GroupDetail, GroupPartition } from '@sluice/shared/groups'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { toneOf } from '#charts/gate-tone.ts'
import { useWidth } from '#charts/use-width.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { usePreference } from '#lib/preferences.ts'
import { CELL_PX, cellAt, heatLayout, heatOf, heatRows, LABEL_PX, moveCell } from './heat-geometry.ts'
import { paintHeat } from './paint-heat.ts'

interface HeatMapProps {
  detail: GroupDetail
  selected: GroupPartition | null
  onOpen: (partition: GroupPartition) => void
}

/** Who has which partition and how far behind it is: a cell a partition, a row a member. The table below says the same. */
export function HeatMap({ detail, selected, onOpen }: HeatMapProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = useWidth(box)
  const theme = usePreference('theme')
  const [cursor, setCursor] = useState<number | null>(null)
  const { rows: partitions, members } = detail
  const rows = useMemo(() => heatRows(partitions, members ?? []), [partitions, members])
  const layout = useMemo(() => heatLayout(rows, width), [rows, width])
  const most = useMemo(() => mostLag(partitions), [partitions])

  useEffect(() => {
    if (canvas.current === null || width === 0) return
    const cells = layout.cells.map(({ at, x, y }, index) => {
      const partition = partitions[at]
      return {
        x,
        y,
        heat: heatOf(partition?.lag ?? null, most),
        tone: toneOf(partition?.lagState ?? 'UNKNOWN'),
        marked: index === cursor || (partition !== undefined && partition === selected),
      }
    })
    paintHeat(canvas.current, { width, height: layout.height, cell: CELL_PX, cells })
    // The theme is not read here, but its colours are.
    void theme
  }, [layout, partitions, most, cursor, selected, width, theme])

  const partitionOf = (index: number | null) =>
    index === null ? undefined : partitions[layout.cells[index]?.at ?? -1]
  const words = (partition: GroupPartition) =>
    t('groups.heatCell', {
      topic: partition.topic,
      partition: partition.partition,
      lag: partition.lag === null ? '—' : formatCount(partition.lag),
      state: t(`groups.state${partition.lagState}`),
    })
  const under = (event: MouseEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return cellAt(layout, event.clientX - left, event.clientY - top)
  }
  const open = (index: number | null) => {
    const partition = partitionOf(index)
    if (partition) onOpen(partition)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open(cursor)
    else {
      const next = moveCell(layout, cursor ?? 0, event.key)
      // Tab and all keys that mean something elsewhere go their way.
      if (next === null) return
      setCursor(cursor === null && event.key.startsWith('Arrow') ? 0 : next)
    }
    event.preventDefault()
  }
  const shown = partitionOf(cursor)
  const place = cursor === null ? undefined : layout.cells[cursor]

  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={t('groups.heatLabel')}
      aria-description={t('groups.heatHint')}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, layout.cells.length - 1)}
      aria-valuenow={cursor ?? 0}
      aria-valuetext={shown ? words(shown) : t('groups.heatHint')}
      onKeyDown={onKeyDown}
      onMouseMove={(event) => setCursor(under(event))}
      onMouseLeave={() => setCursor(null)}
      onBlur={() => setCursor(null)}
      onClick={(event) => open(under(event))}
      className="relative cursor-pointer"
      style={{ height: layout.height }}
    >
      <canvas ref={canvas} className="absolute inset-0" />
      {layout.labels.map(({ row, y }) => (
        <span
          key={row.member?.memberId ?? ''}
          className="absolute left-0 flex items-baseline gap-1.5 truncate pr-2 text-meta leading-4"
          style={{ top: y, width: LABEL_PX }}
        >
          {row.member ? (
            <>
              <span className="truncate font-mono">{row.member.clientId}</span>
              <span className="shrink-0 text-ink-faint tabular-nums">{formatCount(row.cells.length)}</span>
            </>
          ) : (
            <span className="text-ink-faint">{t('groups.unassigned')}</span>
          )}
        </span>
      ))}
      {shown && place && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute z-20 w-max max-w-80 rounded-md border border-hairline bg-surface-raised px-2 py-0.5 text-meta shadow-lift"
          style={{
            top: place.y + CELL_PX + 4,
            left: place.x,
            transform: place.x > width / 2 ? 'translateX(-90%)' : undefined,
          }}
        >
          {words(shown)}
        </span>
      )}
    </div>
  )
}

function mostLag(partitions: readonly GroupPartition[]): bigint {
  let most = 0n
  for (const { lag } of partitions) if (lag !== null && BigInt(lag) > most) most = BigInt(lag)
  return most
}
