import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createLagBoards, type LagBoards } from '#features/groups/collector/lag-boards.ts'
import { HistoryFeed } from '#features/groups/history/history-feed.ts'
import type { Log } from '#http/log.ts'
import { LagHistory } from '#store/lag-history/lag-history.ts'
import { Store } from '#store/open-store.ts'
import type { AppConfig } from './config/app-config.ts'

/** What watches the clusters while the server runs. */
export interface Monitor {
  boards: LagBoards
  /** What is kept on disk; open for as long as the server runs. */
  store: Store
  history: LagHistory
  /** What writes the history of each cluster, by its name. */
  feeds: ReadonlyMap<string, HistoryFeed>
  start(): void
  /** Ends what it does at the clusters; before they are closed. */
  stop(): void
}

const MIB = 1024 * 1024

export function composeMonitor(config: AppConfig, clusters: ClusterRegistry, log: Log): Monitor {
  const onError = (cluster: string, error: unknown) => log.error('collector-failed', { cluster, error })
  const boards = createLagBoards(clusters, config.lag === null ? null : { ...config.lag, onError })
  const maxBytes = config.historyMaxMb * MIB
  const store = new Store({ dataDir: config.dataDir, maxBytes, log, worker: storeWorker() })
  const history = new LagHistory(store, maxBytes)
  const feeds = new Map(
    boards.all().map(({ cluster, board }) => {
      const failed = (error: unknown) => log.error('history-failed', { cluster, error })
      const kafka = async () => (await clusters.get(cluster).gateway.describeCluster()).clusterId
      return [cluster, new HistoryFeed({ cluster, board, history, kafka, onError: failed })] as const
    }),
  )
  const start = () => {
    for (const feed of feeds.values()) feed.start()
    boards.start()
  }
  const stop = () => {
    boards.stop()
    for (const feed of feeds.values()) feed.stop()
    store.close()
  }
  return { boards, store, history, feeds, start, stop }
}

/** The worker stands beside the bundle, or in the source. */
function storeWorker(): URL {
  const file = import.meta.url.endsWith('.ts') ? './store/store-worker.ts' : './store-worker.js'
  return new URL(file, import.meta.url)
}
