import type { GroupSummary } from '@sluice/shared/groups'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { GROUP_PAGE_SIZE, groupListQuery } from '../groups.queries.ts'
import type { GroupsSearch } from '../groups-search.ts'

const pageOf = (index: number): number => Math.floor(index / GROUP_PAGE_SIZE) + 1

/** The list as the scroll position needs it: what is in view touches two pages at most, and only those are read. */
export function useGroupRows(cluster: string, search: GroupsSearch) {
  const [view, setView] = useState({ first: 0, last: 0 })
  const upper = useQuery(groupListQuery(cluster, search, pageOf(view.first)))
  const lower = useQuery(groupListQuery(cluster, search, pageOf(view.last)))
  const onVisibleChange = useCallback((first: number, last: number) => setView({ first, last }), [])

  const upperPage = upper.data
  const lowerPage = lower.data
  const rowAt = useCallback(
    (index: number): GroupSummary | undefined => {
      const page = [upperPage, lowerPage].find((candidate) => candidate?.page === pageOf(index))
      return page?.groups[index % GROUP_PAGE_SIZE]
    },
    [upperPage, lowerPage],
  )
  return {
    list: upperPage,
    rowAt,
    onVisibleChange,
    error: upper.error ?? lower.error,
    /** What is shown still answers the search before. */
    outdated: upper.isPlaceholderData && upperPage?.page === pageOf(view.first),
    retry: () => void upper.refetch(),
  }
}
