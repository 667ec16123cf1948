import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import type { LagBoards } from '#features/groups/collector/lag-boards.ts'
import type { HistoryFeed } from '#features/groups/history/history-feed.ts'
import { ProducedPasts } from '#features/groups/history/produced-past.ts'
import { type ReadHistoryDeps, readGroupHistory } from '#features/groups/history/read-history.ts'
import type { GroupHistoryRoutesDeps } from '#features/groups/history.routes.ts'
import { readHistogram } from '#features/messages/histogram/read-histogram.ts'
import type { Store } from '#store/open-store.ts'

interface HistoryParts extends Pick<ReadHistoryDeps, 'history'> {
  store: Pick<Store, 'health'>
  clusters: ClusterRegistry
  boards: Pick<LagBoards, 'find'>
  feeds: ReadonlyMap<string, Pick<HistoryFeed, 'watch'>>
  shutdown: AbortSignal
}

/** What answers for the history of groups. */
export function composeHistory({
  clusters,
  boards,
  feeds,
  history,
  store,
  shutdown,
}: HistoryParts): GroupHistoryRoutesDeps {
  const pasts = new Map(
    clusters.all().map(({ name, gateway }) => {
      const count = new ProducedPasts(
        (request, signal) => readHistogram({ gateway, now: Date.now }, request, signal),
        shutdown,
      )
      return [name, count] as const
    }),
  )
  const health = () => store.health()
  return {
    storeHealth: health,
    readHistory: async ({ cluster, group }, query) => {
      clusters.get(cluster)
      feeds.get(cluster)?.watch(group, Date.now())
      const past: ReadHistoryDeps['past'] = async ({ from, to, topic, partition }) => {
        const standing = topic === null ? boards.find(cluster)?.standing(group) : null
        const topics = topic === null ? (standing?.topics ?? []).map((one) => one.topic) : [topic]
        if (topics.length === 0) return null
        return (await pasts.get(cluster)?.read({ from, to, topics, partition })) ?? null
      }
      return await readGroupHistory({ history, health, past, now: Date.now }, { cluster, group }, query)
    },
  }
}
