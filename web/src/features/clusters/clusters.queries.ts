import { ClusterDetail, ClusterList } from '@sluice/shared/clusters'
import { paths } from '@sluice/shared/paths'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import { pollEvery } from '#api/poll.ts'

/** How often the state of the connections is read; also how soon a cluster that came back is seen. */
export const CLUSTERS_CYCLE_MS = 2500

export const clusterListQuery = () =>
  queryOptions({
    queryKey: ['clusters'] as const,
    queryFn: ({ signal }) => getJson(paths.clusters(), ClusterList, { signal }),
    refetchInterval: pollEvery(CLUSTERS_CYCLE_MS),
  })

export const CLUSTER_CYCLE_MS = 5000

export const clusterQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['clusters', cluster] as const,
    queryFn: ({ signal }) => getJson(paths.cluster(cluster), ClusterDetail, { signal }),
    refetchInterval: pollEvery(CLUSTER_CYCLE_MS),
  })
