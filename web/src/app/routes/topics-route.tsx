import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { TopicsPage } from '#features/topics/topics-page.tsx'
import type { TopicsSearch } from '#features/topics/topics-search.ts'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/topics')

export function TopicsRoute() {
  const { cluster } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  // Typing and sorting refine one visit, so they leave no trail in the history.
  const onSearch = useCallback(
    (next: TopicsSearch) => void navigate({ search: next, replace: true }),
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <TopicsPage key={cluster} cluster={cluster} search={search} onSearch={onSearch} />
    </ClusterFrame>
  )
}
