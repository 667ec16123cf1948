import type { GroupList } from '@sluice/shared/groups'
import { usePagedRows } from '#api/paged-rows.ts'
import { GROUP_PAGE_SIZE, groupListQuery } from '../groups.queries.ts'
import type { GroupsSearch } from '../groups-search.ts'

const rowsOf = ({ groups }: GroupList) => groups

export function useGroupRows(cluster: string, search: GroupsSearch) {
  const queryOf = (page: number) => groupListQuery(cluster, search, page)
  return usePagedRows({ pageSize: GROUP_PAGE_SIZE, queryOf, rowsOf })
}
