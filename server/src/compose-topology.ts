import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { ClusterTopology, sinkInto } from '#features/topology/cluster-topology.ts'
import { CollectRunner } from '#features/topology/collect/collect-runner.ts'
import { createCollectors } from '#features/topology/collect/create-collectors.ts'
import { EvidenceLog } from '#features/topology/log/evidence-log.ts'
import { TopicWatch } from '#features/topology/log/topic-watch.ts'
import { topologiesOf } from '#features/topology/topologies.ts'
import type { TopologyRoutesDeps } from '#features/topology/topology.routes.ts'
import { topologyFeed } from '#features/topology/topology-feed.ts'
import { type AnyFeed, toFeed } from '#http/event-stream.ts'
import type { Log } from '#http/log.ts'
import type { Monitor } from './compose-monitor.ts'
import type { AppConfig } from './config/app-config.ts'

/** What knows who writes and reads. */
export interface TopologyParts {
  routes: TopologyRoutesDeps
  /** What it says on the stream of a cluster's events. */
  feeds(cluster: string): readonly AnyFeed[]
  start(): void
  stop(): Promise<void>
}

interface TopologyComposition extends Pick<Monitor, 'boards'> {
  config: Pick<AppConfig, 'topology'>
  clusters: ClusterRegistry
  log: Log
}

export function composeTopology({ config, clusters, boards, log }: TopologyComposition): TopologyParts {
  const settings = config.topology
  const parts = (settings === null ? [] : clusters.all()).map(({ name, gateway: own, background }) => {
    const gateway = background?.gateway ?? own
    const board = boards.find(name)
    const evidence = new EvidenceLog({ past: null, now: Date.now })
    const failed = (source: string, error: unknown) =>
      log.error('topology-failed', { cluster: name, source, error })
    const runner = new CollectRunner({
      ...{ cluster: name, gateway, board, sink: sinkInto(evidence), onError: failed },
      collectors: createCollectors({
        withBoard: board !== null,
        budgetBytes: settings?.budgetBytes ?? 0,
        identityHeaders: () => settings?.identityHeaders ?? [],
      }),
    })
    const topics = new TopicWatch({
      ...{ gateway, now: Date.now, onRead: () => evidence.trim() },
      onError: (error) => failed('topics', error),
    })
    const topology = new ClusterTopology({
      ...{ log: evidence, topics, board, runner, now: Date.now },
      rules: () => [],
    })
    return { name, runner, topics, topology }
  })
  const topologies = topologiesOf(clusters, new Map(parts.map(({ name, topology }) => [name, topology])))
  return {
    routes: { topologies },
    feeds: (cluster) => {
      const topology = topologies.find(cluster)
      return topology === null ? [] : [toFeed(topologyFeed(topology))]
    },
    start: () => {
      for (const { runner, topics } of parts) {
        topics.start()
        runner.start()
      }
    },
    stop: async () => {
      for (const { topics, topology } of parts) {
        topics.stop()
        topology.stop()
      }
      await Promise.all(parts.map(async ({ runner }) => await runner.stop()))
    },
  }
}
