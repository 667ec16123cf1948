import { TopicSort } from '@sluice/shared/topics'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNarrowWindow } from '#lib/narrow-window.ts'
import { stringifySearch } from '#lib/search-codec.ts'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { chosenColumn } from './chosen-column.tsx'
import { ChosenTopics } from './chosen-topics.tsx'
import { NoTopics } from './no-topics.tsx'
import { topicColumns } from './topic-columns.tsx'
import { TOPICS_CYCLE_MS } from './topics.queries.ts'
import { sortBy, type TopicsSearch } from './topics-search.ts'
import { TopicsToolbar } from './topics-toolbar.tsx'
import { useTopicChoice } from './use-topic-choice.ts'
import { useTopicRows } from './use-topic-rows.ts'

interface TopicsPageProps {
  cluster: string
  search: TopicsSearch
  onSearch: (search: TopicsSearch) => void
}

/** Rows drawn as skeletons while the first page is on its way. */
const WAITING_ROWS = 26

export function TopicsPage({ cluster, search, onSearch }: TopicsPageProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const { list, rowAt, onVisibleChange, error, outdated, arrivedAt, retry } = useTopicRows(cluster, search)
  const narrow = useNarrowWindow()
  const choice = useTopicChoice(cluster)
  const columns = useMemo(
    () => [chosenColumn(choice, t), ...topicColumns(cluster, t, { narrow })],
    [cluster, t, narrow, choice],
  )
  useDocumentTitle(...(search.q ? [`“${search.q}”`] : []), t('topics.title'), cluster)

  const open = useCallback(
    (index: number) => {
      const topic = rowAt(index)?.name
      if (topic)
        void navigate({ to: '/clusters/$cluster/topics/$topic/messages', params: { cluster, topic } })
    },
    [rowAt, navigate, cluster],
  )
  const toggle = useCallback(
    (index: number) => {
      const topic = rowAt(index)?.name
      if (topic) choice.toggle(topic)
    },
    [rowAt, choice],
  )
  const sort = useCallback(
    (column: string) => {
      const known = TopicSort.safeParse(column)
      if (known.success) onSearch(sortBy(search, known.data))
    },
    [onSearch, search],
  )

  return (
    <div className="flex h-full flex-col">
      <TopicsToolbar
        list={list}
        search={search}
        onSearch={onSearch}
        choice={<ChosenTopics choice={choice} />}
        arrivedAt={arrivedAt}
        cycleMs={TOPICS_CYCLE_MS}
      />
      <div className="min-h-0 flex-1">
        {error && !list ? (
          <ErrorPanel error={error} title={t('topics.listFailed')} onRetry={retry} />
        ) : list?.total === 0 ? (
          <NoTopics list={list} search={search} onSearch={onSearch} />
        ) : (
          <DataTable
            label={t('topics.title')}
            columns={columns}
            rowCount={list?.total ?? WAITING_ROWS}
            rowAt={rowAt}
            sort={{ column: search.sort ?? 'name', order: search.order ?? 'asc' }}
            onSort={sort}
            onOpen={open}
            onToggle={toggle}
            onVisibleChange={onVisibleChange}
            dimmed={outdated || error !== null}
            resetKey={cluster + stringifySearch({ ...search })}
          />
        )}
      </div>
    </div>
  )
}
