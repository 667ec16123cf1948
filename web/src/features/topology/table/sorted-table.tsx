import { useCallback, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Column, Sort } from '#ui/data-table/column.ts'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { type Selected, selectedOf, selectedText, type TopologySearch } from '../topology-search.ts'
import { pressed, readSort, type SortKeys, sortRows, sortText } from './table-sort.ts'

interface SortedTableProps<Row extends { id: string }> {
  of: Selected['of']
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  keys: SortKeys<Row>
  /** The order without a word of the link. */
  usual: Sort
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

const idOf = ({ id }: { id: string }): string => id

/** Rows in the order of the link; one that is opened is chosen, as by a click in the picture. */
export function SortedTable<Row extends { id: string }>(props: SortedTableProps<Row>) {
  const { of, label, columns, keys, usual, search, onChange } = props
  const { t } = useText()
  const sort = readSort(search.sort, keys, usual)
  const { column, order } = sort
  const rows = useMemo(() => sortRows(props.rows, { column, order }, keys), [props.rows, column, order, keys])
  const rowAt = useCallback((index: number) => rows[index], [rows])
  const selected = selectedOf(search)
  const chosen = selected?.of === of ? rows.findIndex(({ id }) => id === selected.id) : -1
  if (rows.length === 0) return <EmptyState title={t('twin.none')} reason={t('twin.noneReason')} />
  return (
    <DataTable
      label={label}
      columns={columns}
      rowCount={rows.length}
      rowAt={rowAt}
      rowId={idOf}
      selectedIndex={chosen === -1 ? null : chosen}
      sort={sort}
      onSort={(id) => onChange({ sort: sortText(pressed(id, sort, keys), usual) })}
      onOpen={(index) => {
        const row = rows[index]
        if (row) onChange({ selected: selectedText({ of, id: row.id }) })
      }}
      resetKey={`${column} ${order}`}
    />
  )
}
