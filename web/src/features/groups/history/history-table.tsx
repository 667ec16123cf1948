import type { GroupHistory } from '@sluice/shared/groups-history'
import { useCallback, useMemo } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import type { Column } from '#ui/data-table/column.ts'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { Figure } from '#ui/figure.tsx'
import { LagStateMark } from '../figures/lag-state-mark.tsx'
import { ageWords, lagWords, rateWords } from './row-words.ts'

/** The same as the chart, a row for each of its times, newest first. */
export function HistoryTable({ history }: { history: GroupHistory }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const columns = useMemo(() => tableColumns(history, zone, t, language), [history, zone, t, language])
  const rowAt = useCallback((index: number) => history.at.length - 1 - index, [history])
  return (
    <DataTable
      label={t('groups.historyTable')}
      columns={columns}
      rowCount={history.at.length}
      rowAt={rowAt}
    />
  )
}

function tableColumns(
  history: GroupHistory,
  zone: string,
  t: Translate,
  language: Language,
): readonly Column<number>[] {
  const text = (id: string, header: string, value: (row: number) => string | null): Column<number> => ({
    id,
    header,
    track: 'minmax(9rem, 14rem)',
    align: 'end',
    cell: (row) => <Figure value={value(row)} format={String} reason={t('groups.chartGap')} />,
  })
  return [
    {
      id: 'at',
      header: t('groups.columnAt'),
      track: '12rem',
      cell: (row) => {
        const instant = formatInstant(history.at[row] ?? 0, zone)
        return (
          <span className="font-mono tabular-nums">
            {instant && `${instant.date} ${instant.time.slice(0, 8)}`}
          </span>
        )
      },
    },
    {
      id: 'state',
      header: t('groups.columnState'),
      track: '9rem',
      cell: (row) => {
        const state = history.state[row]
        return state == null ? (
          <span className="text-unknown">{t('groups.chartGap')}</span>
        ) : (
          <LagStateMark state={state} />
        )
      },
    },
    text('lag', t('groups.columnLag'), (row) => lagWords(history, row)),
    text('time', t('groups.columnTime'), (row) => ageWords(history, row, language)),
    text('rates', t('groups.columnRates'), (row) => rateWords(history, row)),
    text('lost', t('groups.columnLost'), (row) => {
      const lost = history.lost[row] ?? null
      return lost === null ? null : formatCount(lost)
    }),
  ]
}
