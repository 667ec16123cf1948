import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createLagBoards, type LagBoards } from '#features/groups/collector/lag-boards.ts'
import type { Log } from '#http/log.ts'
import { Store } from '#store/open-store.ts'
import type { AppConfig } from './config/app-config.ts'

/** What watches the clusters while the server runs. */
export interface Monitor {
  boards: LagBoards
  /** What is kept on disk; open for as long as the server runs. */
  store: Store
  start(): void
  /** Ends what it does at the clusters; before they are closed. */
  stop(): void
}

const MIB = 1024 * 1024

export function composeMonitor(config: AppConfig, clusters: ClusterRegistry, log: Log): Monitor {
  const onError = (cluster: string, error: unknown) => log.error('collector-failed', { cluster, error })
  const boards = createLagBoards(clusters, config.lag === null ? null : { ...config.lag, onError })
  const store = new Store({ dataDir: config.dataDir, maxBytes: config.historyMaxMb * MIB, log })
  const stop = () => {
    boards.stop()
    store.close()
  }
  return { boards, store, start: () => boards.start(), stop }
}
