import { useCallback, useMemo, useRef } from 'react'
import { useFacetSource } from '../facets/use-facet-source.ts'
import type { ScanSnapshot } from '../message-store.ts'
import type { MessagesUrl } from '../messages.url.ts'
import type { Columns } from './columns.ts'
import type { ListLayout } from './list-layout.ts'
import { nextOrder } from './row-order.ts'
import { useColumnKeys } from './use-column-keys.ts'
import { useColumns } from './use-columns.ts'
import { useSortedRows } from './use-sorted-rows.ts'

interface ListLayoutInput {
  cluster: string
  topics: readonly string[]
  across: boolean
  url: MessagesUrl
  /** With its rows in the order of the scan. */
  snapshot: ScanSnapshot
  onChange: (part: Partial<MessagesUrl>, options?: { replace?: boolean }) => void
}

/** The layout of the list as the link has it. */
export function useListLayout(input: ListLayoutInput): ListLayout {
  const { cluster, topics, across, url, snapshot, onChange } = input
  const latest = useRef({ url, onChange })
  latest.current = { url, onChange }
  const replace = useCallback(
    (part: Partial<MessagesUrl>) => latest.current.onChange(part, { replace: true }),
    [],
  )
  const onSort = useCallback(
    (field: string) => replace({ sort: nextOrder(latest.current.url.sort, field) }),
    [replace],
  )
  const onCel = useCallback((cel: string) => latest.current.onChange({ cel }), [])
  const onColumns = useCallback((columns: Columns) => replace({ columns }), [replace])
  const { columns, own, choose, reset, onResize, onMove } = useColumns({
    cluster,
    topics,
    across,
    columns: url.columns,
    onColumns,
  })
  useColumnKeys()
  const actions = useMemo(() => ({ onResize, onMove }), [onResize, onMove])
  return {
    columns,
    own,
    across,
    sort: url.sort,
    snapshot: useSortedRows(snapshot, url.sort),
    facets: useFacetSource({ snapshot, cel: url.cel, onCel }),
    actions,
    onColumns: choose,
    onResetColumns: reset,
    onSort,
    onUnsort: () => replace({ sort: null }),
  }
}
