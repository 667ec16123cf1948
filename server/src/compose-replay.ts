import { join } from 'node:path'
import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import type { ReplayPlanRoutesDeps } from '#features/replay/plan.routes.ts'
import type { ReplayRoutesDeps } from '#features/replay/replay.routes.ts'
import { replayFeed } from '#features/replay/replay-feed.ts'
import { JobAudit } from '#features/replay/run/job-audit.ts'
import { newOwner } from '#features/replay/run/lease.ts'
import { ReplayChecks } from '#features/replay/run/replay-checks.ts'
import { ReplayJobs } from '#features/replay/run/replay-jobs.ts'
import { type AnyFeed, toFeed } from '#http/event-stream.ts'
import type { Log } from '#http/log.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { AuditLog } from '#store/audit-log.ts'
import type { Store } from '#store/open-store.ts'
import { ReplayJobTable } from '#store/replay-jobs.ts'
import { composeReplayPlans, type PlanParts } from './compose-replay-plans.ts'

interface ReplayComposition extends Omit<PlanParts, 'running'> {
  store: Pick<Store, 'read' | 'write' | 'tryWrite'>
  log: Log
  version: string
  /** Jobs end with it: each stands where it got to. */
  shutdown: AbortSignal
}

/** What carries out replays. */
export interface ReplayWork {
  routes: { replayPlans: ReplayPlanRoutesDeps; replays: ReplayRoutesDeps }
  /** What it says on the stream of a cluster's events. */
  feeds(cluster: string): readonly AnyFeed[]
  /** Has jobs of a process that is no more shown as interrupted, from now on. */
  start(): void
  stop(): Promise<void>
}

/** Another Sluice on the same folder may end at any time. */
const RECOVER_MS = 10_000

export function composeReplay(composition: ReplayComposition): ReplayWork {
  const { config, clusters, store, filters, gate, log, version, shutdown } = composition
  const plans = composeReplayPlans({ ...composition, running: () => jobs.directory.writing() })
  const { planner, sinks } = plans
  const onError = (event: string, error: unknown) => log.error(event, { error })
  const work = {
    ...{ planner, sinks, filters, onError },
    gateway: (cluster: string) => clusters.gateway(cluster),
    writer: (cluster: string) => clusters.writer(cluster),
  }
  const jobs = new ReplayJobs({
    ...work,
    table: new ReplayJobTable(store),
    audit: new JobAudit({ audit: new AuditLog(store), log: log.audit, onError, now: Date.now }),
    folder: join(config.dataDir, 'replays'),
    owner: newOwner(),
  })
  const checks = new ReplayChecks({
    ...{ ...work, jobs },
    plan: async (cluster, spec, signal) => await planner.plan(cluster, spec, signal),
  })
  let ended: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  const stop = async (): Promise<void> => {
    clearInterval(timer)
    checks.stop()
    ended ??= jobs.shutdown()
    await ended
  }
  shutdown.addEventListener('abort', () => void stop())
  const recover = (): void => {
    try {
      jobs.recover()
    } catch (error) {
      onError('replay-recovery-failed', error)
    }
  }
  return {
    routes: {
      replayPlans: plans.routes,
      replays: {
        ...{ jobs, checks, sinks, gate, version },
        known: (cluster) => clusters.get(cluster).name,
        clusterId: async (cluster) => await clusterIdOf(clusters, cluster),
      },
    },
    feeds: (cluster) => [toFeed(replayFeed(jobs.directory, cluster))],
    start: () => {
      recover()
      timer = setInterval(recover, RECOVER_MS)
      timer.unref()
    },
    stop,
  }
}

/** A report is made of what is kept, also where the cluster does not answer. */
async function clusterIdOf(clusters: ClusterRegistry, cluster: string): Promise<string | null> {
  try {
    return (await clusters.gateway(cluster).describeCluster()).clusterId
  } catch (error) {
    if (error instanceof KafkaFault) return null
    throw error
  }
}
