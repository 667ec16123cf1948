import type { Payload } from '@sluice/shared/messages'
import type { StateRow, StateSide } from '@sluice/shared/replay-state'
import type { Timestamp } from '@sluice/shared/units'
import { Copy } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { KindSign } from './kind-sign.tsx'
import { kindTips, kindWords } from './kind-words.ts'
import type { ShownKind } from './state-link.ts'

/** What this page shows of messages; the route puts it together. */
export interface CellParts {
  Value: ComponentType<{ payload: Payload | null; part: 'key' | 'value' }>
  Time: ComponentType<{ timestamp: Timestamp }>
}

interface ColumnOptions {
  compared: boolean
  /** Beside an open key the columns that it repeats make room. */
  narrow: boolean
  /** Only keys with a value are shown: none needs a word on it. */
  lively: boolean
  parts: CellParts
}

export function stateColumns(t: Translate, options: ColumnOptions): readonly Column<StateRow>[] {
  const { compared, narrow, lively, parts } = options
  const kind: Column<StateRow> = {
    id: 'kind',
    header: narrow ? '' : compared ? t('state.columnChange') : t('state.columnKind'),
    name: compared ? t('state.columnChange') : t('state.columnKind'),
    track: narrow ? '2rem' : '8.5rem',
    cell: (row) => <KindCell t={t} kind={kindOf(row)} brief={narrow} />,
  }
  const columns: Column<StateRow>[] = [
    ...(lively ? [] : [kind]),
    {
      id: 'key',
      header: t('state.columnKey'),
      sortable: true,
      track: 'minmax(8rem, 0.8fr)',
      cell: (row) => <KeyCell t={t} row={row} parts={parts} />,
    },
  ]
  if (compared) {
    columns.push(
      {
        id: 'before',
        header: t('state.columnBefore'),
        track: 'minmax(8rem, 1.2fr)',
        cell: (row) => (
          <SideCell t={t} kind={row.baseKind ?? 'absent'} side={row.base} row={row} parts={parts} />
        ),
      },
      {
        id: 'after',
        header: t('state.columnAfter'),
        track: 'minmax(8rem, 1.2fr)',
        cell: (row) => <SideCell t={t} kind={row.kind} side={row.at} row={row} parts={parts} />,
      },
      {
        id: 'writes',
        header: t('state.columnWrites'),
        headerTip: t('state.columnWritesTip'),
        sortable: true,
        align: 'end',
        track: '5rem',
        cell: ({ writes }) => <span className="tabular-nums">{formatCount(writes ?? 0)}</span>,
      },
    )
  } else {
    columns.push({
      id: 'value',
      header: t('state.columnValue'),
      track: 'minmax(12rem, 2.2fr)',
      cell: (row) => <SideCell t={t} kind={row.kind} side={row.at} row={row} parts={parts} />,
    })
  }
  if (!narrow) {
    columns.push({
      id: 'changed',
      header: t('state.columnChanged'),
      sortable: true,
      track: '12.5rem',
      cell: (row) => {
        const timestamp = (row.at ?? row.base)?.record?.timestamp
        return timestamp === undefined ? <Nothing /> : <parts.Time timestamp={timestamp} />
      },
    })
  }
  columns.push({
    id: 'place',
    header: t('state.columnRecord'),
    headerTip: t('state.columnRecordTip'),
    sortable: true,
    align: 'end',
    track: '7rem',
    cell: (row) => <PlaceCell row={row} />,
  })
  return columns
}

function Nothing() {
  return <span className="text-ink-faint">–</span>
}

/** A row of one point is never absent there. */
function kindOf({ change, kind }: StateRow): ShownKind {
  return change ?? (kind === 'absent' ? 'unknown' : kind)
}

function KindCell({ t, kind, brief }: { t: Translate; kind: ShownKind; brief: boolean }) {
  return (
    <span data-tip={kindTips(t)[kind]} className="flex min-w-0 items-center gap-1.5">
      <KindSign kind={kind} />
      <span className={brief ? 'sr-only' : 'truncate'}>{kindWords(t)[kind]}</span>
    </span>
  )
}

function KeyCell({ t, row, parts }: { t: Translate; row: StateRow; parts: CellParts }) {
  if (row.key === null) return <span className="text-ink-faint italic">{t('state.gone')}</span>
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="min-w-0 truncate">
        <parts.Value payload={row.key} part="key" />
      </span>
      {row.elsewhere && (
        <span data-tip={t('state.elsewhereTip')} className="shrink-0 text-ink-faint">
          <Copy role="img" aria-label={t('state.elsewhereTip')} className="size-3" />
        </span>
      )}
    </span>
  )
}

interface SideCellProps {
  t: Translate
  kind: StateRow['kind']
  side: StateSide | null
  row: StateRow
  parts: CellParts
}

/** A value, or in words why there is none: deleted, not there yet, not known, or gone since it was read. */
function SideCell({ t, kind, side, row, parts }: SideCellProps) {
  if (side === null) {
    const seen = kind === 'unknown' && row.firstSeen !== null ? row.firstSeen : null
    return (
      <span className="truncate text-ink-faint italic">
        {kind === 'unknown' ? t('state.unknown') : t('state.absent')}
        {seen !== null && <> · {t('state.firstSeen', { offset: formatCount(seen) })}</>}
      </span>
    )
  }
  if (side.record === null)
    return (
      <span data-tip={side.why ?? undefined} className="truncate text-attention italic">
        {t('state.gone')}
      </span>
    )
  if (side.deleted) return <span className="text-ink-faint italic">{t('state.deleted')}</span>
  return <parts.Value payload={side.record.value} part="value" />
}

function PlaceCell({ row }: { row: StateRow }) {
  const offset = (row.at ?? row.base)?.offset ?? row.firstSeen
  if (offset == null) return <Nothing />
  return (
    <span className="font-mono text-meta tabular-nums">
      <span className="text-ink-faint">{row.partition} · </span>
      {formatCount(offset)}
    </span>
  )
}
