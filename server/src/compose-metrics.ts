import type { Alerts } from '#features/alerts/create-alerts.ts'
import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { ClusterFactsMemory } from '#features/metrics/cluster-facts.ts'
import { alertMetrics, storeMetrics } from '#features/metrics/further-metrics.ts'
import type { MetricsRoutesDeps } from '#features/metrics/metrics.routes.ts'
import { createProcessMetrics } from '#features/metrics/process-metrics.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { Monitor } from './compose-monitor.ts'
import type { AppConfig } from './config/app-config.ts'
import { VERSION } from './version.ts'

interface MetricsParts {
  config: AppConfig
  clusters: ClusterRegistry
  gate: StreamGate
  monitor: Monitor
  alerts: Alerts
}

/** What `/metrics` is made from. */
export function composeMetrics({ config, clusters, gate, monitor, alerts }: MetricsParts): MetricsRoutesDeps {
  const { enabled, profiles, seriesMax } = config.metrics
  if (!enabled) return { metrics: null, gate }
  const watched = clusters.all().flatMap(({ name, gateway }) => {
    const found = monitor.boards.find(name)
    if (found === null) return []
    const facts = new ClusterFactsMemory(gateway)
    return [{ name, board: found, facts: () => facts.current() }]
  })
  const further = [
    storeMetrics(() => monitor.store.health()),
    alertMetrics(() => ({
      clusters: alerts.all().map(({ cluster, alerts: own, watch }) => {
        return { cluster, asOf: watch.asOf, tallies: own.tallies() }
      }),
      receivers: alerts.receivers.health(),
    })),
  ]
  return {
    metrics: {
      source: { clusters: () => watched, further },
      options: { profiles, seriesMax },
      process: createProcessMetrics(VERSION),
    },
    gate,
  }
}
