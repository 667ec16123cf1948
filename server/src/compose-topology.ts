import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { choosePartitionsOf } from '#features/messages/key/partitioners.ts'
import { ClusterTopology, sinkInto } from '#features/topology/cluster-topology.ts'
import { CollectRunner } from '#features/topology/collect/collect-runner.ts'
import { createCollectors } from '#features/topology/collect/create-collectors.ts'
import { RuleBook } from '#features/topology/identity/rule-book.ts'
import { EvidenceKeeper } from '#features/topology/log/evidence-keeper.ts'
import { EvidenceLog } from '#features/topology/log/evidence-log.ts'
import { KeptPast } from '#features/topology/log/kept-past.ts'
import { TopicWatch } from '#features/topology/log/topic-watch.ts'
import { topologiesOf } from '#features/topology/topologies.ts'
import type { TopologyRoutesDeps } from '#features/topology/topology.routes.ts'
import { topologyFeed } from '#features/topology/topology-feed.ts'
import { type AnyFeed, toFeed } from '#http/event-stream.ts'
import type { Log } from '#http/log.ts'
import { readOnlyError } from '#http/read-only-error.ts'
import { EvidenceStore } from '#store/evidence/evidence-store.ts'
import { IdentityRuleTable } from '#store/identity-rules.ts'
import type { HistoryStore, Shelf } from '#store/open-store.ts'
import type { Monitor } from './compose-monitor.ts'
import type { AppConfig, TopologyConfig } from './config/app-config.ts'

/** What knows who writes and reads. */
export interface TopologyParts {
  routes: TopologyRoutesDeps
  /** What it says on the stream of a cluster's events. */
  feeds(cluster: string): readonly AnyFeed[]
  start(): void
  stop(): Promise<void>
}

interface TopologyComposition extends Pick<Monitor, 'boards'> {
  config: Pick<AppConfig, 'topology' | 'historyMaxMb' | 'loopback'>
  clusters: ClusterRegistry
  store: HistoryStore & Shelf
  log: Log
}

const MIB = 1024 * 1024
const DAY_MS = 86_400_000

export function composeTopology(composition: TopologyComposition): TopologyParts {
  const { config, clusters, store } = composition
  const settings = config.topology
  const kept = new EvidenceStore(store, {
    maxBytes: config.historyMaxMb * MIB,
    keepMs: (settings?.keepDays ?? 1) * DAY_MS,
  })
  const parts =
    settings === null
      ? []
      : clusters.all().map(({ name }) => ofCluster(name, { ...composition, settings, kept }))
  const topologies = topologiesOf(clusters, new Map(parts.map(({ name, topology }) => [name, topology])))
  return {
    routes: { topologies },
    feeds: (cluster) => {
      const topology = topologies.find(cluster)
      return topology === null ? [] : [toFeed(topologyFeed(topology))]
    },
    start: () => {
      for (const { runner, topics, keeper } of parts) {
        topics.start()
        runner.start()
        keeper.start()
      }
    },
    stop: async () => {
      for (const { topics, topology } of parts) {
        topics.stop()
        topology.stop()
      }
      await Promise.all(parts.map(async ({ runner }) => await runner.stop()))
      await Promise.all(parts.map(async ({ keeper }) => await keeper.stop()))
    },
  }
}

interface OfCluster extends TopologyComposition {
  settings: TopologyConfig
  kept: EvidenceStore
}

function ofCluster(name: string, { config, settings, kept, store, clusters, boards, log }: OfCluster) {
  const { gateway: own, background, evidence: apart } = clusters.get(name)
  const gateway = apart ?? background?.gateway ?? own
  const board = boards.find(name)
  const evidence = new EvidenceLog({ now: Date.now })
  const past = new KeptPast(kept)
  const failed = (source: string, error: unknown) =>
    log.error('topology-failed', { cluster: name, source, error })
  const rules = new RuleBook({
    ...{ cluster: name, table: new IdentityRuleTable(store), now: Date.now },
    guard: () => {
      if (config.loopback) return
      throw readOnlyError(`Who is who of "${name}" can be read here and not changed.`, 'no-authentication')
    },
    onChange: () => topology.changed(),
  })
  const runner = new CollectRunner({
    ...{ cluster: name, gateway, board, sink: sinkInto(evidence), onError: failed },
    collectors: createCollectors({
      withBoard: board !== null,
      budgetBytes: settings.budgetBytes,
      identityHeaders: () => [...settings.identityHeaders, ...rules.headers()],
      choosePartitions: choosePartitionsOf,
    }),
  })
  const topics = new TopicWatch({
    ...{ gateway, now: Date.now, onRead: () => evidence.trim() },
    onError: (error) => failed('topics', error),
  })
  const keeper = new EvidenceKeeper({
    ...{ cluster: name, log: evidence, rates: topics.rates, store: kept, past, now: Date.now },
    kafka: async (signal) => (await gateway.describeCluster({ signal })).clusterId,
    onError: (error) => failed('store', error),
  })
  const topology = new ClusterTopology({
    ...{ log: evidence, past, topics, board, runner, rules, now: Date.now },
    onError: (error) => failed('graph', error),
  })
  return { name, runner, topics, topology, keeper }
}
