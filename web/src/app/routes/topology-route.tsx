import '#lib/i18n/groups-words.ts'
import '#lib/i18n/messages-words.ts'
import '#lib/i18n/topology-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { linkOf, parseTopologySearch, type TopologySearch } from '#features/topology/topology-search.ts'
import { TopologyPage } from '#features/topology/view/topology-page.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'
import { TopologyRecord } from './topology-record.tsx'

const route = getRouteApi('/clusters/$cluster/topology')

export function TopologyRoute() {
  const { cluster } = route.useParams()
  const raw = route.useSearch()
  const search = useMemo(() => parseTopologySearch(raw), [raw])
  const navigate = route.useNavigate()
  const onSearch = useCallback(
    (next: TopologySearch) => void navigate({ search: linkOf(next), replace: true }),
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <TopologyPage
        key={cluster}
        cluster={cluster}
        search={search}
        onSearch={onSearch}
        renderRecord={(record, onRecord) => (
          <TopologyRecord cluster={cluster} record={record} onRecord={onRecord} />
        )}
      />
    </ClusterFrame>
  )
}
