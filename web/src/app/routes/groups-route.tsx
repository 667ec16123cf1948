import '#lib/i18n/groups-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type GroupsSearch, parseGroupsSearch } from '#features/groups/groups-search.ts'
import { GroupsPage } from '#features/groups/list/groups-page.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/groups')

export function GroupsRoute() {
  const { cluster } = route.useParams()
  const raw = route.useSearch()
  const search = useMemo(() => parseGroupsSearch(raw), [raw])
  const navigate = route.useNavigate()
  // Typing and sorting refine one visit, so they leave no trail in the history.
  const onSearch = useCallback(
    (next: GroupsSearch) => void navigate({ search: { ...next }, replace: true }),
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <GroupsPage key={cluster} cluster={cluster} search={search} onSearch={onSearch} />
    </ClusterFrame>
  )
}
