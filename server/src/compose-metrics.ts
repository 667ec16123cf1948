import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import type { LagBoard } from '#features/groups/lag-board.ts'
import { ClusterFactsMemory } from '#features/metrics/cluster-facts.ts'
import type { MetricsRoutesDeps } from '#features/metrics/metrics.routes.ts'
import { createProcessMetrics } from '#features/metrics/process-metrics.ts'
import type { MetricsSource } from '#features/metrics/render-metrics.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { AppConfig } from './config/app-config.ts'
import { VERSION } from './version.ts'

interface MetricsParts {
  config: AppConfig
  clusters: ClusterRegistry
  gate: StreamGate
  /** The board of a watched cluster; null: its groups are not looked at. */
  board(cluster: string): LagBoard | null
  further: NonNullable<MetricsSource['further']>
}

/** What `/metrics` is made from. */
export function composeMetrics({ config, clusters, gate, board, further }: MetricsParts): MetricsRoutesDeps {
  const { enabled, profiles, seriesMax } = config.metrics
  if (!enabled) return { metrics: null, gate }
  const watched = clusters.all().flatMap(({ name, gateway }) => {
    const found = board(name)
    if (found === null) return []
    const facts = new ClusterFactsMemory(gateway)
    return [{ name, board: found, facts: () => facts.current() }]
  })
  return {
    metrics: {
      source: { clusters: () => watched, further },
      options: { profiles, seriesMax },
      process: createProcessMetrics(VERSION),
    },
    gate,
  }
}
