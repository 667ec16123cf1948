import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ConfigSearch } from '#features/topics/config-search.ts'
import { ConfigView } from '#features/topics/config-view.tsx'

const route = getRouteApi('/clusters/$cluster/topics/$topic/config')

export function ConfigRoute() {
  const { cluster, topic } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const onSearch = useCallback(
    (next: ConfigSearch) => void navigate({ search: next, replace: true }),
    [navigate],
  )
  return (
    <ConfigView
      key={`${cluster}/${topic}`}
      cluster={cluster}
      topic={topic}
      search={search}
      onSearch={onSearch}
    />
  )
}
