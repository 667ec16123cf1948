import { GROUP_SORTS, type GroupSummary } from '@sluice/shared/groups'
import { isStale } from '@sluice/shared/groups-stale'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { stringifySearch } from '#lib/search-codec.ts'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { type GroupsSearch, sortBy, sortOf } from '../groups-search.ts'
import { useGroupEvents } from '../live/use-group-events.ts'
import { GroupChips } from './group-chips.tsx'
import { groupColumns } from './group-columns.tsx'
import { GroupsToolbar } from './groups-toolbar.tsx'
import { NoGroups } from './no-groups.tsx'
import { useGroupRows } from './use-group-rows.ts'
import { useWideWindow } from './use-wide-window.ts'

const idOf = ({ group }: GroupSummary): string => group

interface GroupsPageProps {
  cluster: string
  search: GroupsSearch
  onSearch: (search: GroupsSearch) => void
}

/** Rows drawn as skeletons while the first page is on its way. */
const WAITING_ROWS = 26

/** Every group of the cluster, the one in most trouble first. */
export function GroupsPage({ cluster, search, onSearch }: GroupsPageProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const live = useGroupEvents(cluster)
  const { list, rowAt, onVisibleChange, error, outdated, retry } = useGroupRows(cluster, search)
  const [kind, kafka] = [useWideWindow(90), useWideWindow(105)]
  const columns = useMemo(() => groupColumns(cluster, t, { kind, kafka }), [cluster, t, kind, kafka])
  useDocumentTitle(...(search.q ? [`“${search.q}”`] : []), t('groups.title'), cluster)

  const open = useCallback(
    (index: number) => {
      const group = rowAt(index)?.group
      if (group !== undefined)
        void navigate({ to: '/clusters/$cluster/groups/$group', params: { cluster, group } })
    },
    [rowAt, navigate, cluster],
  )
  const sort = useCallback(
    (column: string) => {
      const known = GROUP_SORTS.find((name) => name === column)
      if (known) onSearch(sortBy(search, known))
    },
    [onSearch, search],
  )
  const { sort: column, order } = sortOf(search)

  return (
    <div className="flex h-full flex-col">
      <GroupsToolbar cluster={cluster} list={list} live={live} search={search} onSearch={onSearch} />
      <GroupChips list={list} search={search} onSearch={onSearch} />
      <div className="min-h-0 flex-1">
        {error && !list ? (
          <ErrorPanel error={error} title={t('groups.listFailed')} onRetry={retry} />
        ) : list?.total === 0 ? (
          <NoGroups list={list} onSearch={onSearch} />
        ) : (
          <DataTable
            label={t('groups.title')}
            columns={columns}
            rowCount={list?.total ?? WAITING_ROWS}
            rowAt={rowAt}
            rowId={idOf}
            sort={{ column, order }}
            onSort={sort}
            onOpen={open}
            onVisibleChange={onVisibleChange}
            dimmed={outdated || error !== null || (list !== undefined && isStale(list.collector, Date.now()))}
            resetKey={cluster + stringifySearch({ ...search })}
          />
        )}
      </div>
    </div>
  )
}
