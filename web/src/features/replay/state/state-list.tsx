import type { StateRow, StateSummary } from '@sluice/shared/replay-state'
import { type ReactNode, useEffect, useMemo } from 'react'
import { ApiError } from '#api/api-error.ts'
import { usePagedRows } from '#api/paged-rows.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { countOf, firstKinds } from './kind-counts.ts'
import { NoKeys } from './no-keys.tsx'
import { openOf, sameOpen } from './open-key.ts'
import { STATE_PAGE_SIZE, stateRowsQuery } from './state.queries.ts'
import { type CellParts, stateColumns } from './state-columns.tsx'
import type { StateLink } from './state-link.ts'
import { StateToolbar } from './state-toolbar.tsx'

interface StateListProps {
  cluster: string
  link: StateLink
  state: StateSummary
  /** It is of another question: the next one is on its way. */
  stale: boolean
  parts: CellParts
  /** The key that is open; null: none is. */
  side: ReactNode
  onLink: (part: Partial<StateLink>) => void
  /** The server has it no more. */
  onGone: () => void
}

type RowsPage = { page: number; rows: readonly StateRow[] }
const rowsOf = ({ rows }: RowsPage) => rows

/** The keys of a state, as many as there are: what is in view is read again from the log. */
export function StateList({ cluster, link, state, stale, parts, side, onLink, onGone }: StateListProps) {
  const { t } = useText()
  const { kinds, text, sort, order, open } = link
  const { id } = state
  const asked = useMemo(() => ({ kinds, text, sort, order }), [kinds, text, sort, order])
  const { list, rowAt, onVisibleChange, error, outdated, retry } = usePagedRows({
    pageSize: STATE_PAGE_SIZE,
    queryOf: (page) => stateRowsQuery(cluster, id, asked, page),
    rowsOf,
  })
  const gone = error instanceof ApiError && error.code === 'STATE_NOT_FOUND'
  useEffect(() => {
    if (gone) onGone()
  }, [gone, onGone])
  const compared = state.changes !== null
  const narrow = open !== null
  const lively = !compared && kinds === null
  const columns = useMemo(
    () => stateColumns(t, { compared, narrow, lively, parts }),
    [t, compared, narrow, lively, parts],
  )
  const selected = useMemo(() => {
    if (open === null || list === undefined) return null
    const at = list.rows.findIndex((row) => sameOpen(openOf(row), open))
    return at === -1 ? null : (list.page - 1) * STATE_PAGE_SIZE + at
  }, [open, list])
  const total = list?.total
  const shown = kinds ?? firstKinds(state)
  const expected = shown.reduce((sum, kind) => sum + countOf(state, kind), 0)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <StateToolbar
        cluster={cluster}
        state={state}
        asked={asked}
        total={total ?? null}
        searched={list?.searched ?? null}
        sorted={list?.sort ?? sort}
        stale={stale}
        onLink={onLink}
      />
      {error && !gone && list === undefined ? (
        <ErrorPanel error={error} title={t('state.rowsFailed')} onRetry={retry} />
      ) : total === 0 ? (
        <NoKeys
          state={state}
          filtered={text !== '' || kinds !== null}
          onShowUnknown={() => onLink({ kinds: ['unknown'] })}
        />
      ) : (
        <div className="min-h-0 flex-1">
          <SplitPanes id="state" resizeLabel={t('state.resize')} side={side}>
            <DataTable
              label={t('state.table')}
              columns={columns}
              rowCount={total ?? expected}
              rowAt={rowAt}
              selectedIndex={selected}
              dimmed={stale || outdated}
              sort={{ column: list?.sort ?? sort, order }}
              onSort={(column) => onLink(sortBy(column, asked))}
              onVisibleChange={onVisibleChange}
              onOpen={(index) => {
                const row = rowAt(index)
                if (row) onLink({ open: openOf(row) })
              }}
              resetKey={`${id} ${JSON.stringify(asked)}`}
            />
          </SplitPanes>
        </div>
      )}
    </div>
  )
}

/** Another column begins with what one looks for there; the same one turns round. */
function sortBy(column: string, { sort, order }: Pick<StateLink, 'sort' | 'order'>): Partial<StateLink> {
  if (column === sort) return { order: order === 'asc' ? 'desc' : 'asc' }
  const next = (['changed', 'key', 'place', 'writes'] as const).find((one) => one === column)
  if (next === undefined) return {}
  return { sort: next, order: next === 'key' || next === 'place' ? 'asc' : 'desc' }
}
