import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createLagBoards, type LagBoards } from '#features/groups/collector/lag-boards.ts'
import type { Log } from '#http/log.ts'
import type { AppConfig } from './config/app-config.ts'

/** What watches the clusters while the server runs. */
export interface Monitor {
  boards: LagBoards
  start(): void
  /** Ends what it does at the clusters; before they are closed. */
  stop(): void
}

export function composeMonitor(config: AppConfig, clusters: ClusterRegistry, log: Log): Monitor {
  const onError = (cluster: string, error: unknown) => log.error('collector-failed', { cluster, error })
  const boards = createLagBoards(clusters, config.lag === null ? null : { ...config.lag, onError })
  return { boards, start: () => boards.start(), stop: () => boards.stop() }
}
