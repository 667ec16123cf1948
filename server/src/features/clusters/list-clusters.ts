import type { ClusterList } from '@sluice/shared/clusters'
import { type ClusterRegistry, toClusterWrites } from './cluster-registry.ts'

/** Answers from memory: listing clusters never waits for one of them. */
export function listClusters(registry: ClusterRegistry): ClusterList {
  return {
    clusters: registry.all().map(({ name, bootstrap, monitor, writes }) => ({
      name,
      bootstrap: [...bootstrap],
      connection: monitor.state(),
      writes: toClusterWrites(writes),
    })),
  }
}
