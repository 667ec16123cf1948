import '#lib/i18n/groups-words.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { ApiError } from '#api/api-error.ts'
import { groupQuery } from '#features/groups/groups.queries.ts'
import { useGroupEvents } from '#features/groups/live/use-group-events.ts'
import { GroupHeader } from '#features/groups/one/group-header.tsx'
import { type RecordPlace, readRecordPlace, writeRecordPlace } from '#features/groups/one/record-place.ts'
import { MoveButton } from '#features/groups/reset/move-button.tsx'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { lazyPart } from '#lib/lazy-part.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { TAB_LOOK } from '#ui/tabs.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'

const SetBookmark = lazyPart(
  async () => (await import('#features/replay/bookmarks/set-bookmark.tsx')).SetBookmark,
)
const GroupRecord = lazyPart(async () => (await import('./group-record.tsx')).GroupRecord)

const route = getRouteApi('/clusters/$cluster/groups/$group')

const TABS = [
  { to: '/clusters/$cluster/groups/$group/lanes', label: 'groups.tabLanes' },
  { to: '/clusters/$cluster/groups/$group/partitions', label: 'groups.tabPartitions' },
  { to: '/clusters/$cluster/groups/$group/members', label: 'groups.tabMembers' },
  { to: '/clusters/$cluster/groups/$group/history', label: 'groups.tabHistory' },
] as const

export function GroupRoute() {
  const { cluster, group } = route.useParams()
  const { t } = useText()
  const live = useGroupEvents(cluster)
  const { error, data, refetch } = useQuery(groupQuery(cluster, group))
  const { place, onPlace, onClose } = useOpenRecord()
  const record = place && (
    <GroupRecord cluster={cluster} group={group} place={place} onPlace={onPlace} onClose={onClose} />
  )
  // A group that was deleted can be brought back from where it was deleted.
  const moving = useMatchRoute()({ to: '/clusters/$cluster/groups/$group/move', params: { cluster, group } })
  const missing = moving === false && !data && error instanceof ApiError && error.status === 404
  return (
    <ClusterFrame cluster={cluster}>
      <div className="flex h-full flex-col">
        <GroupHeader
          cluster={cluster}
          group={group}
          live={live}
          actions={
            <>
              <SetBookmark
                cluster={cluster}
                cuts={group === '' ? [] : [{ name: 'cutGroup', cut: { kind: 'group', group, topics: [] } }]}
              />
              <MoveButton cluster={cluster} group={group} />
            </>
          }
        >
          <nav aria-label={t('groups.tabs')} className="flex shrink-0 self-stretch">
            {TABS.map(({ to, label }) => (
              <Link
                key={to}
                to={to}
                params={{ cluster, group }}
                search={place ? { record: writeRecordPlace(place) } : {}}
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
              <Link
                to="/clusters/$cluster/groups/$group/move"
                params={{ cluster, group }}
                className="text-accent underline"
              >
                {t('groups.toSaved')}
              </Link>
            </ErrorPanel>
          ) : (
            <SplitPanes id="group" side={record} resizeLabel={t('ui.resize')}>
              <Outlet />
            </SplitPanes>
          )}
        </div>
      </div>
    </ClusterFrame>
  )
}

/** The record that the link opens beside every view of the group. */
function useOpenRecord() {
  const search = useSearch({ strict: false })
  const text = 'record' in search && typeof search.record === 'string' ? search.record : undefined
  const place = useMemo(() => readRecordPlace(text), [text])
  const navigate = useNavigate()
  const change = useCallback(
    (record: string) => void navigate({ to: '.', search: (now) => ({ ...now, record }), replace: true }),
    [navigate],
  )
  const onPlace = useCallback((next: RecordPlace) => change(writeRecordPlace(next)), [change])
  const onClose = useCallback(() => change(''), [change])
  return { place, onPlace, onClose }
}
