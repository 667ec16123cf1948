import { join } from 'node:path'
import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import type { MessageRoutesDeps } from '#features/messages/messages.routes.ts'
import type { PlannerDeps, RunningReplay } from '#features/replay/plan/planner-deps.ts'
import { createReplayPlanner, type PlansReplays } from '#features/replay/plan/replay-planner.ts'
import type { ReplayPlanRoutesDeps } from '#features/replay/plan.routes.ts'
import type { ReplaySinks } from '#features/replay/replay-parts.ts'
import { createReplaySinks } from '#features/replay/sinks/replay-sinks.ts'
import type { FilterPool } from '#filters/filter-pool.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { Monitor } from './compose-monitor.ts'
import type { AppConfig } from './config/app-config.ts'

export interface PlanParts extends Pick<MessageRoutesDeps, 'cursors' | 'buffers' | 'bookmarks' | 'sifter'> {
  config: Pick<AppConfig, 'dataDir' | 'replayEndpoints'>
  clusters: ClusterRegistry
  boards: Pick<Monitor['boards'], 'find'>
  filters: FilterPool
  gate: StreamGate
  /** Of this Sluice, kept over restarts where its data folder can be written. */
  secret: Buffer
  /** Jobs that write at the moment. */
  running(): readonly RunningReplay[]
}

/** What plans replays, and where they go beside Kafka. */
export interface ReplayPlans {
  planner: PlansReplays
  sinks: ReplaySinks
  routes: ReplayPlanRoutesDeps
}

export function composeReplayPlans({ config, clusters, boards, gate, ...parts }: PlanParts): ReplayPlans {
  const { cursors, buffers, bookmarks, sifter, filters, secret, running } = parts
  const endpoints = config.replayEndpoints.map(({ name, url, headers }) => ({
    name,
    url: url.reveal(),
    headers: Object.fromEntries(headers.map((header) => [header.name, header.value.reveal()])),
  }))
  const scan: PlannerDeps['scan'] = {
    cursors,
    buffers,
    bookmarks,
    ...(sifter === undefined ? {} : { sifter }),
  }
  const planner = createReplayPlanner({
    ...{ clusters, scan, filters, running, secret },
    board: (cluster) => boards.find(cluster),
    endpoints: endpoints.map(({ name }) => name),
    now: Date.now,
  })
  const sinks = createReplaySinks({ folder: join(config.dataDir, 'replays'), endpoints })
  return { planner, sinks, routes: { planner, gate } }
}
