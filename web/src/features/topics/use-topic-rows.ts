import type { TopicList } from '@sluice/shared/topics'
import { usePagedRows } from '#api/paged-rows.ts'
import { TOPIC_PAGE_SIZE, topicListQuery } from './topics.queries.ts'
import type { TopicsSearch } from './topics-search.ts'

const rowsOf = ({ topics }: TopicList) => topics

export function useTopicRows(cluster: string, search: TopicsSearch) {
  const queryOf = (page: number) => topicListQuery(cluster, search, page)
  return usePagedRows({ pageSize: TOPIC_PAGE_SIZE, queryOf, rowsOf })
}
