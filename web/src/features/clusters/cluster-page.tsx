import type { ClusterDetail } from '@sluice/shared/clusters'
import { useQuery } from '@tanstack/react-query'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { Fact } from '#ui/fact.tsx'
import { Freshness } from '#ui/freshness.tsx'
import { Section } from '#ui/section.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { BrokersTable } from './brokers-table.tsx'
import { CLUSTER_CYCLE_MS, clusterListQuery, clusterQuery } from './clusters.queries.ts'
import { ConnectionSince } from './connection-since.tsx'
import { ConnectionTrouble } from './connection-trouble.tsx'
import { LimitsSection } from './limits-section.tsx'
import { QuorumSection } from './quorum-section.tsx'
import { VersionSection } from './version-section.tsx'

export function ClusterPage({ cluster }: { cluster: string }) {
  const { t } = useText()
  const { data, error, refetch, dataUpdatedAt } = useQuery(clusterQuery(cluster))
  const listed = useQuery(clusterListQuery()).data?.clusters.find(({ name }) => name === cluster)
  useDocumentTitle(cluster, t('clusters.overview'))
  const summary = listed ?? data
  const away = summary && summary.connection.state !== 'connected'

  return (
    <div className="flex h-full flex-col">
      <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
        <h1 className="font-mono font-semibold text-title">{cluster}</h1>
        {summary && !away && (
          <span className="text-ink-muted">
            <ConnectionSince connection={summary.connection} />
          </span>
        )}
        {data && !away && <ClusterFacts detail={data} />}
        <span className="ml-auto">
          <Freshness arrivedAt={dataUpdatedAt} cycleMs={CLUSTER_CYCLE_MS} />
        </span>
      </header>
      <div className="min-h-0 flex-1 overflow-auto">
        {away ? (
          <ConnectionTrouble cluster={summary} />
        ) : error && !data ? (
          <ErrorPanel error={error} title={t('clusters.failed')} onRetry={() => void refetch()} />
        ) : data ? (
          <ClusterSections detail={data} dimmed={error !== null} />
        ) : (
          <ClusterSkeleton />
        )}
      </div>
    </div>
  )
}

function ClusterSections({ detail, dimmed }: { detail: ClusterDetail; dimmed: boolean }) {
  const { t } = useText()
  return (
    <div className={dimmed ? 'opacity-75' : undefined}>
      <Section title={t('clusters.brokers')} aside={formatCount(detail.brokers.length)}>
        <BrokersTable brokers={detail.brokers} />
      </Section>
      <QuorumSection quorum={detail.quorum} />
      <VersionSection version={detail.version} />
      <LimitsSection features={detail.features} />
    </div>
  )
}

function ClusterFacts({ detail }: { detail: ClusterDetail }) {
  const { t } = useText()
  const facts = [
    [detail.topics, t('clusters.topicsFact', { n: detail.topics })],
    [detail.partitions, t('clusters.partitionsFact', { n: detail.partitions })],
  ] as const
  return (
    <>
      {facts.map(([count, label]) => (
        <Fact key={label} label={label}>
          {formatCount(count)}
        </Fact>
      ))}
      {detail.id && (
        <span className="flex min-w-0 items-center gap-1 text-ink-muted">
          <span className="whitespace-nowrap">{t('clusters.id')}</span>
          <span className="truncate font-mono">{detail.id}</span>
          <CopyButton text={detail.id} label={t('clusters.copyId')} />
        </span>
      )}
    </>
  )
}

function ClusterSkeleton() {
  return (
    <div className="flex flex-col gap-4 p-3">
      <Skeleton className="w-24" />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-3/5" />
    </div>
  )
}
