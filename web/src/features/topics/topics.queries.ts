import { paths } from '@sluice/shared/paths'
import { TOPIC_PAGE_SIZE_MAX, TopicDetail, TopicList } from '@sluice/shared/topics'
import { TopicTransactions } from '@sluice/shared/topics-transactions'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import { pollEvery } from '#api/poll.ts'
import type { TopicsSearch } from './topics-search.ts'

/** Topics fetched at a time while the list scrolls. */
export const TOPIC_PAGE_SIZE = 200
/** How often live figures are read again while the page is looked at. */
export const TOPICS_CYCLE_MS = 5000

/** One page of the list. While another page or search loads, the last one of the same cluster stays. */
export const topicListQuery = (cluster: string, search: TopicsSearch, page: number) =>
  queryOptions({
    queryKey: ['topics', cluster, 'list', search, page] as const,
    queryFn: ({ signal }) =>
      getJson(paths.topics(cluster), TopicList, {
        signal,
        query: {
          search: search.q,
          sort: search.sort,
          order: search.order,
          internal: search.internal,
          page,
          pageSize: TOPIC_PAGE_SIZE,
        },
      }),
    refetchInterval: pollEvery(TOPICS_CYCLE_MS),
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
  })

export const topicQuery = (cluster: string, topic: string) =>
  queryOptions({
    queryKey: ['topics', cluster, 'one', topic] as const,
    queryFn: ({ signal }) => getJson(paths.topic(cluster, topic), TopicDetail, { signal }),
    refetchInterval: pollEvery(TOPICS_CYCLE_MS),
  })

/** What is open in a topic and holds records back. */
export const transactionsQuery = (cluster: string, topic: string) =>
  queryOptions({
    queryKey: ['topics', cluster, 'transactions', topic] as const,
    queryFn: ({ signal }) => getJson(paths.transactions(cluster, topic), TopicTransactions, { signal }),
    refetchInterval: pollEvery(TOPICS_CYCLE_MS),
  })

/** Topics by a part of their name, for pickers; internal ones are found too. */
export const topicSearchQuery = (cluster: string, search: string, limit: number) =>
  queryOptions({
    queryKey: ['topics', cluster, 'search', search, limit] as const,
    queryFn: ({ signal }) =>
      getJson(paths.topics(cluster), TopicList, {
        signal,
        query: { search, internal: true, pageSize: Math.min(limit, TOPIC_PAGE_SIZE_MAX) },
      }),
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
  })
