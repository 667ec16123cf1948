import { paths } from '@sluice/shared/paths'
import { TopologyGraph } from '@sluice/shared/topology'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import { areEventsLive } from '#api/cluster-events.ts'
import { pollEvery } from '#api/poll.ts'
import type { TopologySearch } from './topology-search.ts'

/** How often figures are asked for; a changed graph is told of by an event at once. */
export const TOPOLOGY_CYCLE_MS = 10_000
const UNTOLD_MS = 5000

export type AskedGraph = Pick<TopologySearch, 'level' | 'focus' | 'depth' | 'window' | 'at'>

/** The graph; while another part of it is on its way, the last one of the cluster stays. */
export const topologyQuery = (cluster: string, asked: AskedGraph) =>
  queryOptions({
    queryKey: ['topology', cluster, 'graph', asked] as const,
    queryFn: ({ signal }) => getJson(paths.topology(cluster), TopologyGraph, { signal, query: { ...asked } }),
    refetchInterval: (query) =>
      asked.at === undefined
        ? pollEvery(areEventsLive(cluster) ? TOPOLOGY_CYCLE_MS : UNTOLD_MS)(query)
        : false,
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
  })

/** What of a link is asked of the server. */
export function askedOf({ level, focus, depth, window, at }: TopologySearch): AskedGraph {
  return {
    ...(level && { level }),
    ...(focus && { focus, ...(depth && { depth }) }),
    ...(window && { window }),
    ...(at && { at }),
  }
}
