import type { GroupHistory } from '@sluice/shared/groups-history'
import { useQuery } from '@tanstack/react-query'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { groupHistoryQuery, groupQuery } from '../groups.queries.ts'
import { HistoryChart } from './history-chart.tsx'
import type { HistoryChoice } from './history-choice.ts'
import { HistoryEvents } from './history-events.tsx'
import { between, DEFAULT_RANGE } from './history-range.ts'
import { HistoryTable } from './history-table.tsx'
import { HistoryToolbar } from './history-toolbar.tsx'
import { StoreLine } from './store-line.tsx'

interface HistoryViewProps {
  cluster: string
  group: string
  choice: HistoryChoice
  onChoice: (part: Partial<HistoryChoice>) => void
}

/** How the group stood over time, and what happened to it. */
export function HistoryView({ cluster, group, choice, onChoice }: HistoryViewProps) {
  const { t } = useText()
  const { range, topic, past, view } = choice
  const { data, error, isPlaceholderData, refetch } = useQuery(
    groupHistoryQuery(cluster, group, { range, topic, past }),
  )
  const topics = useQuery(groupQuery(cluster, group)).data?.rows.map((row) => row.topic) ?? []
  useDocumentTitle(t('groups.tabHistory'), group, cluster)

  return (
    <div className="flex h-full flex-col">
      <HistoryToolbar choice={choice} topics={[...new Set(topics)]} history={data} onChoice={onChoice} />
      {error && !data ? (
        <ErrorPanel error={error} title={t('groups.historyFailed')} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <div className="flex flex-col gap-3 p-4">
          {['w-full', 'w-2/3', 'w-full', 'w-1/2'].map((width, at) => (
            <Skeleton key={at} className={width} />
          ))}
        </div>
      ) : (
        <div className={isPlaceholderData || error ? 'min-h-0 flex-1 opacity-60' : 'min-h-0 flex-1'}>
          {data.at.length === 0 && data.past === null ? (
            <NothingKept history={data} />
          ) : view === 'table' ? (
            <HistoryTable history={data} />
          ) : (
            <div className="h-full overflow-auto px-4 py-2">
              <HistoryChart
                history={data}
                onZoom={(from, to) => onChoice({ range: between(from, to) })}
                onReset={() => onChoice({ range: DEFAULT_RANGE })}
              />
              <div className="pt-3">
                <HistoryEvents history={data} />
              </div>
            </div>
          )}
        </div>
      )}
      {data && <StoreLine history={data} />}
    </div>
  )
}

/** Why there is nothing: none is kept, or none of this stretch. */
function NothingKept({ history: { store, since } }: { history: GroupHistory }) {
  const { t } = useText()
  if (store.mode === 'off' || store.mode === 'refusing')
    return <EmptyState title={t('groups.historyOff')} reason={store.reason ?? undefined} />
  return (
    <EmptyState
      title={t('groups.historyNone')}
      reason={since === null ? t('groups.historyBegins') : t('groups.historyElsewhere')}
    />
  )
}
