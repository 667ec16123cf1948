import { GroupDetail, GroupList, TopicGroups } from '@sluice/shared/groups'
import { GroupHistory } from '@sluice/shared/groups-history'
import { paths } from '@sluice/shared/paths'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import { areEventsLive } from '#api/cluster-events.ts'
import { pollEvery } from '#api/poll.ts'
import { type GroupsSearch, sortOf } from './groups-search.ts'
import { edgesOf, type HistoryRange, rereadMs } from './history/history-range.ts'

/** Groups fetched at a time while the list scrolls. */
export const GROUP_PAGE_SIZE = 100
/** How often figures are asked for where no event tells of them; with events, a slow round that misses nothing. */
const ASKED_MS = 10_000
const WITH_EVENTS_MS = 60_000

const spanOf = (range: HistoryRange) => {
  const { from, to } = edgesOf(range, Date.now())
  return { from, to }
}

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

/** How a group stood over a stretch of the past; until another stretch is here, the last one of the group stays. */
export const groupHistoryQuery = (cluster: string, group: string, asked: AskedHistory) =>
  queryOptions({
    queryKey: ['group-history', cluster, group, asked] as const,
    queryFn: ({ signal }) =>
      getJson(paths.groupHistory(cluster, group), GroupHistory, {
        signal,
        query: {
          ...spanOf(asked.range),
          topic: asked.topic ?? undefined,
          past: asked.past ? 'broker' : undefined,
        },
      }),
    refetchInterval: (query) => {
      const every = rereadMs(asked.range)
      return every === false ? false : pollEvery(every)(query)
    },
    placeholderData: (previous, query) =>
      query?.queryKey[1] === cluster && query.queryKey[2] === group ? previous : undefined,
  })

export interface AskedHistory {
  range: HistoryRange
  topic: string | null
  /** Also what was produced before Sluice looked. */
  past: boolean
}

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
