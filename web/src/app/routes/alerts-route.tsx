import '#lib/i18n/groups-words.ts'
import '#lib/i18n/alerts-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { AlertsPage } from '#features/alerts/alerts-page.tsx'
import { type AlertsSearch, parseAlertsSearch } from '#features/alerts/alerts-search.ts'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/alerts')

export function AlertsRoute() {
  const { cluster } = route.useParams()
  const raw = route.useSearch()
  const search = useMemo(() => parseAlertsSearch(raw), [raw])
  const navigate = route.useNavigate()
  const onSearch = useCallback(
    (next: AlertsSearch) => void navigate({ search: { ...next }, replace: true }),
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <AlertsPage key={cluster} cluster={cluster} search={search} onSearch={onSearch} />
    </ClusterFrame>
  )
}
