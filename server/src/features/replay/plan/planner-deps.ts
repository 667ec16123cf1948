import type { ReplayTarget } from '@sluice/shared/replay'
import type { RegisteredCluster } from '#features/clusters/cluster-registry.ts'
import type { LagBoard } from '#features/groups/lag-board.ts'
import type { ScanDeps } from '#features/messages/scan-messages.ts'
import type { FilterPool } from '#filters/filter-pool.ts'

/** A job that writes at the moment. */
export interface RunningReplay {
  cluster: string
  sources: readonly string[]
  targetCluster: string
  targets: readonly string[]
}

export interface PlannerDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    get(name: string): Pick<RegisteredCluster, 'name' | 'gateway' | 'writes'>
  }
  /** What places in a source are resolved with: as a scan does it. */
  scan: Omit<ScanDeps, 'gateway' | 'filters' | 'limits' | 'now' | 'openCheck'>
  filters: Pick<FilterPool, 'open' | 'openChange'>
  /** Who reads a topic; null: lag is not watched. */
  board(cluster: string): Pick<LagBoard, 'health' | 'topicGroups' | 'standing'> | null
  running(): readonly RunningReplay[]
  /** Names of the endpoints of the configuration. */
  endpoints: readonly string[]
  /** Of this Sluice: hashes of masked values are made with a key of the job that follows from it. */
  secret: Buffer
  now(): number
}

/** Whether records of a target go into Kafka. */
export function isTopic({ kind }: ReplayTarget): boolean {
  return kind !== 'file' && kind !== 'http'
}
