import type { Find } from '@sluice/shared/messages-find'
import { useCallback } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import type { ListLayout } from './columns/list-layout.ts'
import { useListColumns } from './columns/use-list-columns.ts'
import { useRowMarks } from './compare/use-row-marks.ts'
import { FacetContext } from './facets/facet-context.ts'
import type { ScanSnapshot } from './message-store.ts'
import type { TopicPlace } from './place.url.ts'
import { useAfter } from './use-after.ts'

interface MessageListProps {
  snapshot: ScanSnapshot
  /** Changes when other messages are read. */
  queryKey: string
  /** What the rows were found by, and is marked in them. */
  find: Find | null
  narrow: boolean
  layout: ListLayout
  active: number
  onActive: (index: number) => void
  selected: number | null
  /** The row that the selected one is compared with. */
  pinned: TopicPlace | null
  onOpen: (index: number) => void
}

/** Rows drawn as skeletons until the first messages are here; a short wait is over sooner than they are drawn. */
const WAITING_ROWS = 24
const WAITING_MS = 150

export function MessageList(props: MessageListProps) {
  const { snapshot, queryKey, find, narrow, layout, active, onActive, selected, pinned, onOpen } = props
  const { t } = useText()
  const { rows, dropped, stale, live } = snapshot
  const offsetChars = Math.max(
    0,
    ...(snapshot.open?.ranges.slice(0, 1000) ?? []).map(({ logEnd }) => logEnd.length),
  )
  const topicChars = Math.max(0, ...(snapshot.open?.topics ?? []).map((topic) => topic.length))
  const moving = live !== undefined
  const waiting = useAfter(WAITING_MS) && !moving ? WAITING_ROWS : 0
  const { sort, onSort, actions } = layout
  const marked = snapshot.open?.isolation === 'all'
  const columns = useListColumns({ layout, narrow, offsetChars, topicChars, find, rows, marked, queryKey })
  const rowAt = useCallback((index: number) => rows[index], [rows])
  const rowMark = useRowMarks(pinned, selected)
  // By its place in a list that moves: new words in what stands there cost far less than new rows.
  const rowKey = useCallback((index: number) => (moving ? index : index + dropped), [dropped, moving])
  const rowClassName = (index: number) => {
    const row = rows[index]
    return row !== undefined && live?.marks.has(row)
      ? '!border-b-2 !border-dashed !border-attention'
      : undefined
  }
  return (
    <FacetContext value={layout.facets}>
      <DataTable
        label={t('messages.list')}
        columns={columns}
        rowCount={rows.length === 0 ? waiting : rows.length}
        rowAt={rowAt}
        rowKey={rowKey}
        rowClassName={rowClassName}
        activeIndex={active}
        onActiveChange={onActive}
        selectedIndex={selected}
        onOpen={onOpen}
        {...(rowMark && { rowMark })}
        {...(sort && { sort: { column: sort.field, order: sort.order } })}
        onSort={onSort}
        columnActions={actions}
        dimmed={stale}
        resetKey={queryKey}
      />
    </FacetContext>
  )
}
