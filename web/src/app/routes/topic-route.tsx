import { isDeadLetterName } from '@sluice/shared/replay-dead-letter-name'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet } from '@tanstack/react-router'
import { ApiError } from '#api/api-error.ts'
import { TopicHeader } from '#features/topics/topic-header.tsx'
import { topicQuery } from '#features/topics/topics.queries.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { lazyPart } from '#lib/lazy-part.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { TAB_LOOK } from '#ui/tabs.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'

const RedriveLink = lazyPart(
  async () => (await import('#features/replay/redrive/redrive-link.tsx')).RedriveLink,
)

const route = getRouteApi('/clusters/$cluster/topics/$topic')

const TABS = [
  { to: '/clusters/$cluster/topics/$topic/messages', label: 'topics.tabMessages' },
  { to: '/clusters/$cluster/topics/$topic/partitions', label: 'topics.tabPartitions' },
  { to: '/clusters/$cluster/topics/$topic/groups', label: 'topics.tabGroups' },
  { to: '/clusters/$cluster/topics/$topic/config', label: 'topics.tabConfig' },
] as const

export function TopicRoute() {
  const { cluster, topic } = route.useParams()
  const { t } = useText()
  const { error, data, refetch } = useQuery(topicQuery(cluster, topic))
  const missing = !data && error instanceof ApiError && error.status === 404
  return (
    <ClusterFrame cluster={cluster}>
      <div className="flex h-full flex-col">
        <TopicHeader cluster={cluster} topic={topic}>
          <nav aria-label={t('topics.tabs')} className="flex shrink-0 self-stretch">
            {TABS.map(({ to, label }) => (
              <Link
                key={to}
                to={to}
                params={{ cluster, topic }}
                className={classNames(TAB_LOOK, 'h-full')}
                activeOptions={{ includeSearch: false }}
              >
                {t(label)}
              </Link>
            ))}
            <Link
              to="/clusters/$cluster/state"
              params={{ cluster }}
              search={{ topic }}
              className={classNames(TAB_LOOK, 'h-full')}
            >
              {t('topics.tabState')}
            </Link>
          </nav>
          {isDeadLetterName(topic) && <RedriveLink cluster={cluster} topic={topic} />}
        </TopicHeader>
        <div className="min-h-0 flex-1">
          {missing ? (
            <ErrorPanel error={error} title={t('topics.topicFailed')} onRetry={() => void refetch()}>
              <Link to="/clusters/$cluster/topics" params={{ cluster }} className="text-accent underline">
                {t('shell.toTopics')}
              </Link>
            </ErrorPanel>
          ) : (
            <Outlet />
          )}
        </div>
      </div>
    </ClusterFrame>
  )
}
