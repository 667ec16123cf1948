import '#lib/i18n/groups-words.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet } from '@tanstack/react-router'
import { ApiError } from '#api/api-error.ts'
import { groupQuery } from '#features/groups/groups.queries.ts'
import { useGroupEvents } from '#features/groups/live/use-group-events.ts'
import { GroupHeader } from '#features/groups/one/group-header.tsx'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { TAB_LOOK } from '#ui/tabs.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/groups/$group')

const TABS = [
  { to: '/clusters/$cluster/groups/$group/lanes', label: 'groups.tabLanes' },
  { to: '/clusters/$cluster/groups/$group/partitions', label: 'groups.tabPartitions' },
  { to: '/clusters/$cluster/groups/$group/members', label: 'groups.tabMembers' },
] as const

export function GroupRoute() {
  const { cluster, group } = route.useParams()
  const { t } = useText()
  const live = useGroupEvents(cluster)
  const { error, data, refetch } = useQuery(groupQuery(cluster, group))
  const missing = !data && error instanceof ApiError && error.status === 404
  return (
    <ClusterFrame cluster={cluster}>
      <div className="flex h-full flex-col">
        <GroupHeader cluster={cluster} group={group} live={live} actions={null}>
          <nav aria-label={t('groups.tabs')} className="flex shrink-0 self-stretch">
            {TABS.map(({ to, label }) => (
              <Link
                key={to}
                to={to}
                params={{ cluster, group }}
                className={classNames(TAB_LOOK, 'h-full')}
                activeOptions={{ includeSearch: false }}
              >
                {t(label)}
              </Link>
            ))}
          </nav>
        </GroupHeader>
        <div className="min-h-0 flex-1">
          {missing ? (
            <ErrorPanel error={error} title={t('groups.groupFailed')} onRetry={() => void refetch()}>
              <Link to="/clusters/$cluster/groups" params={{ cluster }} className="text-accent underline">
                {t('groups.toGroups')}
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
