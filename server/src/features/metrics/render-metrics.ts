import { setImmediate as nextTurn } from 'node:timers/promises'
import { isStale } from '@sluice/shared/groups-stale'
import type { MetricsProfileName } from '@sluice/shared/metrics'
import type { LagBoard } from '../groups/lag-board.ts'
import type { ClusterFacts } from './cluster-facts.ts'
import { createKafkaExporterProfile } from './kafka-exporter-profile.ts'
import { createKminionProfile } from './kminion-profile.ts'
import { labelText, MetricText } from './metric-text.ts'
import { createOwnProfile } from './own-profile.ts'
import type { MetricsCluster, MetricsProfile } from './profile.ts'

export interface MetricsSource {
  /** The clusters that are watched, each with what is known of it. */
  clusters(): readonly { name: string; board: LagBoard; facts(): ClusterFacts | null }[]
  /** Writes further metrics of Sluice's own, such as those of its store and its alerts. */
  further?: readonly ((text: MetricText) => void)[]
}

export interface MetricsOptions {
  profiles: readonly MetricsProfileName[]
  /** Series a metric at most. */
  seriesMax: number
  now?: () => number
}

const SLICE_MS = 10

const PROFILES: Record<MetricsProfileName, (text: MetricText) => MetricsProfile> = {
  sluice: createOwnProfile,
  kafka_exporter: createKafkaExporterProfile,
  kminion: createKminionProfile,
}

/** Writes what memory holds, a slice at a time. */
export async function renderMetrics(
  source: MetricsSource,
  { profiles, seriesMax, now = Date.now }: MetricsOptions,
): Promise<MetricText> {
  const text = new MetricText(seriesMax)
  const writers = profiles.map((name) => PROFILES[name](text))
  const slice = createSlice()
  const clusters = source.clusters()
  for (const { name, board, facts } of clusters) {
    const health = board.health()
    const cluster: MetricsCluster = {
      name,
      label: clusters.length > 1 ? name : null,
      health,
      stale: isStale(health, now()),
      facts: profiles.some((profile) => profile !== 'sluice') ? facts() : null,
    }
    for (const writer of writers) writer.cluster(cluster)
    if (cluster.stale) continue
    for (const standing of board.standings()) {
      for (const writer of writers)
        for (const _ of writer.group(cluster, standing)) if (slice.over()) await slice.next()
      if (slice.over()) await slice.next()
    }
  }
  for (const write of source.further ?? []) write(text)
  writeCuts(text)
  return text
}

function writeCuts(text: MetricText): void {
  const cuts = [...text.cuts()]
  const family = text.family(
    'sluice_metrics_series_cut',
    'gauge',
    'Series left out because the metric reached its bound (setting metricsSeriesMax).',
  )
  for (const [metric, cut] of cuts) family.add(labelText({ metric }), cut)
}

function createSlice() {
  let since = performance.now()
  return {
    over: () => performance.now() - since > SLICE_MS,
    next: async () => {
      await nextTurn()
      since = performance.now()
    },
  }
}
