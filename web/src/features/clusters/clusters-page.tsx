import type { ClusterSummary } from '@sluice/shared/clusters'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { Freshness } from '#ui/freshness.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { type StaticColumn, StaticTable } from '#ui/static-table.tsx'
import { CLUSTERS_CYCLE_MS, clusterListQuery } from './clusters.queries.ts'
import { ConnectionSince } from './connection-since.tsx'

export function ClustersPage() {
  const { t } = useText()
  const { data, error, refetch, dataUpdatedAt } = useQuery(clusterListQuery())
  useDocumentTitle(t('clusters.title'))
  const columns: StaticColumn<ClusterSummary>[] = [
    {
      id: 'name',
      header: t('clusters.name'),
      mono: true,
      cell: ({ name }) => (
        <Link
          to="/clusters/$cluster"
          params={{ cluster: name }}
          className="hover:text-accent hover:underline"
        >
          {name}
        </Link>
      ),
    },
    {
      id: 'state',
      header: t('clusters.state'),
      cell: ({ connection }) => <ConnectionSince connection={connection} />,
    },
    {
      id: 'bootstrap',
      header: t('clusters.bootstrap'),
      mono: true,
      cell: ({ bootstrap }) => bootstrap.join(', '),
    },
    {
      id: 'topics',
      header: t('clusters.openTopics'),
      align: 'end',
      cell: ({ name }) => (
        <Link
          to="/clusters/$cluster/topics"
          params={{ cluster: name }}
          className="text-accent hover:underline"
        >
          {t('clusters.showTopics')}
        </Link>
      ),
    },
  ]

  return (
    <div className="flex h-full flex-col">
      <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
        <h1 className="font-semibold text-title">{t('clusters.title')}</h1>
        <span className="ml-auto">
          <Freshness arrivedAt={dataUpdatedAt} cycleMs={CLUSTERS_CYCLE_MS} />
        </span>
      </header>
      <div className="min-h-0 flex-1 overflow-auto">
        {error && !data ? (
          <ErrorPanel error={error} title={t('clusters.listFailed')} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton className="m-3 w-96" />
        ) : data.clusters.length === 0 ? (
          <EmptyState
            title={t('clusters.none')}
            reason={<span className="font-mono">{t('clusters.noneReason')}</span>}
          />
        ) : (
          <StaticTable
            label={t('clusters.title')}
            columns={columns}
            rows={data.clusters}
            rowKey={({ name }) => name}
          />
        )}
      </div>
    </div>
  )
}
