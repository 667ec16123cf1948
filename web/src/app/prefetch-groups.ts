import type { QueryClient } from '@tanstack/react-query'
import { groupListQuery, groupQuery } from '#features/groups/groups.queries.ts'
import { parseGroupsSearch } from '#features/groups/groups-search.ts'
import type { SearchRecord } from '#lib/search-codec.ts'

/** The first rows of the list that a link names. */
export function prefetchGroupList(
  queries: QueryClient,
  cluster: string,
  search: SearchRecord,
): Promise<void> {
  return queries.prefetchQuery(groupListQuery(cluster, parseGroupsSearch(search), 1))
}

export function prefetchGroup(queries: QueryClient, cluster: string, group: string): Promise<void> {
  return queries.prefetchQuery(groupQuery(cluster, group))
}
