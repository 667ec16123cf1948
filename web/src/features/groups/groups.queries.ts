import { GroupDetail, GroupList, TopicGroups } from '@sluice/shared/groups'
import { paths } from '@sluice/shared/paths'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import { pollEvery } from '#api/poll.ts'
import { type GroupsSearch, sortOf } from './groups-search.ts'
import { areEventsLive } from './live/group-events.ts'

/** Groups fetched at a time while the list scrolls. */
export const GROUP_PAGE_SIZE = 200
/** How often figures are asked for where no event tells of them; with events, a slow round that misses nothing. */
const ASKED_MS = 10_000
const WITH_EVENTS_MS = 60_000

const liveRound = (cluster: string) => (query: Parameters<ReturnType<typeof pollEvery>>[0]) =>
  pollEvery(areEventsLive(cluster) ? WITH_EVENTS_MS : ASKED_MS)(query)

/** One page of the list. While another page or search loads, the last one of the same cluster stays. */
export const groupListQuery = (cluster: string, search: GroupsSearch, page: number) =>
  queryOptions({
    queryKey: ['groups', cluster, 'list', search, page] as const,
    queryFn: ({ signal }) =>
      getJson(paths.groups(cluster), GroupList, {
        signal,
        query: {
          search: search.q,
          topic: search.topic,
          state: search.state,
          type: search.type,
          ...sortOf(search),
          page,
          pageSize: GROUP_PAGE_SIZE,
        },
      }),
    refetchInterval: liveRound(cluster),
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
  })

/** How many groups there are of each state; the rows do not matter. */
export const groupCountsQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['groups', cluster, 'counts'] as const,
    queryFn: ({ signal }) => getJson(paths.groups(cluster), GroupList, { signal, query: { pageSize: 1 } }),
    refetchInterval: liveRound(cluster),
  })

export const groupQuery = (cluster: string, group: string) =>
  queryOptions({
    queryKey: ['groups', cluster, 'one', group] as const,
    queryFn: ({ signal }) => getJson(paths.group(cluster, group), GroupDetail, { signal }),
    refetchInterval: liveRound(cluster),
  })

export const topicGroupsQuery = (cluster: string, topic: string) =>
  queryOptions({
    queryKey: ['groups', cluster, 'topic', topic] as const,
    queryFn: ({ signal }) => getJson(paths.topicGroups(cluster, topic), TopicGroups, { signal }),
    refetchInterval: liveRound(cluster),
  })

/** Groups by a part of their id, for pickers. */
export const groupSearchQuery = (cluster: string, search: string, limit: number) =>
  queryOptions({
    queryKey: ['groups', cluster, 'search', search, limit] as const,
    queryFn: ({ signal }) =>
      getJson(paths.groups(cluster), GroupList, {
        signal,
        query: { search, sort: 'group', order: 'asc', pageSize: limit },
      }),
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
  })
