import { AppError } from '#http/app-error.ts'
import type { ClusterTopology } from './cluster-topology.ts'

/** The topologies of all clusters. */
export interface Topologies {
  /** Throws `CLUSTER_NOT_FOUND`, and `NOT_SUPPORTED` where no evidence is collected. */
  of(cluster: string): ClusterTopology
  /** Null: there is none. */
  find(cluster: string): ClusterTopology | null
}

export function topologiesOf(
  clusters: { get(name: string): unknown },
  topologies: ReadonlyMap<string, ClusterTopology>,
): Topologies {
  return {
    of(cluster) {
      const found = topologies.get(cluster)
      if (found !== undefined) return found
      clusters.get(cluster)
      throw new AppError(
        'NOT_SUPPORTED',
        'This Sluice is configured not to collect evidence of who writes and reads (topology: false). Remove that setting to see it.',
      )
    },
    find: (cluster) => topologies.get(cluster) ?? null,
  }
}
