import type { CollectorHealth } from '@sluice/shared/groups'
import type { GroupStanding } from '../groups/lag-board.ts'
import type { ClusterFacts } from './cluster-facts.ts'

/** A cluster, as the profiles are told of it. */
export interface MetricsCluster {
  name: string
  /** Null where the names of a profile have no place for it, as there is only one. */
  label: string | null
  health: CollectorHealth
  /** Its figures are too old to be told: what Prometheus reads is always taken for now. */
  stale: boolean
  /** Brokers and topics, where a profile names them; null until they were read. */
  facts: ClusterFacts | null
}

/** Writes what is known in the names of one kind of dashboard. */
export interface MetricsProfile {
  /** Once for each cluster, before its groups. */
  cluster(cluster: MetricsCluster): void
  /** Once for each group with figures; yields now and then, so that a large one does not hold up others. */
  group(cluster: MetricsCluster, standing: GroupStanding): Iterable<void>
}

/** Partitions between two yields. */
export const PARTITIONS_A_SLICE = 500
