import type { ClusterSummary } from '@sluice/shared/clusters'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'

interface CurrentCluster {
  name: string
  /** Undefined while the list is on its way, or for a name that Sluice is not configured with. */
  summary: ClusterSummary | undefined
}

/** The cluster of the link, else the first configured; null while neither is known. */
export function useCurrentCluster(): CurrentCluster | null {
  const { cluster } = useParams({ strict: false })
  const clusters = useQuery(clusterListQuery()).data?.clusters
  const name = cluster ?? clusters?.[0]?.name
  return name === undefined ? null : { name, summary: clusters?.find((other) => other.name === name) }
}
