import { paths } from '@sluice/shared/paths'
import { TopologyTimes } from '@sluice/shared/topology'
import { TopologyDiff } from '@sluice/shared/topology-diff'
import { queryOptions, skipToken } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import type { TopologySearch } from '../topology-search.ts'

const TIMES_EVERY_MS = 60_000

/** The times of which there is evidence; a new one comes every few minutes. */
export const timesQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['topology-times', cluster] as const,
    queryFn: ({ signal }) => getJson(paths.topologyTimes(cluster), TopologyTimes, { signal }),
    refetchInterval: TIMES_EVERY_MS,
  })

export type AskedDiff = Pick<TopologySearch, 'since' | 'at' | 'level' | 'window'>

/**
 * What differs between `since` and what is shown. `now` is the time of the graph at hand, by the server's clock; what is
 * live is asked again when the graph is another.
 */
export const diffQuery = (
  cluster: string,
  { since, at, level, window }: AskedDiff,
  now: number | undefined,
) =>
  queryOptions({
    queryKey: ['topology', cluster, 'diff', since, at, level, window] as const,
    queryFn:
      since === undefined || now === undefined
        ? skipToken
        : ({ signal }) =>
            getJson(paths.topologyDiff(cluster), TopologyDiff, {
              signal,
              query: { from: since, to: at ?? now, ...(level && { level }), ...(window && { window }) },
            }),
  })
