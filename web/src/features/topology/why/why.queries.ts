import { paths } from '@sluice/shared/paths'
import { EdgeEvidence } from '@sluice/shared/topology'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import { pollEvery } from '#api/poll.ts'
import { type AskedGraph, TOPOLOGY_CYCLE_MS } from '../topology.queries.ts'

/** All that speaks for an edge of the graph that was asked for. */
export const edgeEvidenceQuery = (cluster: string, asked: AskedGraph, edge: string) =>
  queryOptions({
    queryKey: ['topology', cluster, 'evidence', asked, edge] as const,
    queryFn: ({ signal }) =>
      getJson(paths.edgeEvidence(cluster, edge), EdgeEvidence, { signal, query: { ...asked } }),
    refetchInterval: asked.at === undefined ? pollEvery(TOPOLOGY_CYCLE_MS) : false,
  })
