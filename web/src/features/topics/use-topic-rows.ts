import type { TopicSummary } from '@sluice/shared/topics'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { TOPIC_PAGE_SIZE, topicListQuery } from './topics.queries.ts'
import type { TopicsSearch } from './topics-search.ts'

const pageOf = (index: number): number => Math.floor(index / TOPIC_PAGE_SIZE) + 1

/** The list as the scroll position needs it: what is in view touches two pages at most, and only those are read. */
export function useTopicRows(cluster: string, search: TopicsSearch) {
  const [view, setView] = useState({ first: 0, last: 0 })
  const upper = useQuery(topicListQuery(cluster, search, pageOf(view.first)))
  const lower = useQuery(topicListQuery(cluster, search, pageOf(view.last)))
  const onVisibleChange = useCallback((first: number, last: number) => setView({ first, last }), [])

  const upperPage = upper.data
  const lowerPage = lower.data
  const rowAt = useCallback(
    (index: number): TopicSummary | undefined => {
      const page = [upperPage, lowerPage].find((candidate) => candidate?.page === pageOf(index))
      return page?.topics[index % TOPIC_PAGE_SIZE]
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
    arrivedAt: upper.dataUpdatedAt,
    retry: () => void upper.refetch(),
  }
}
