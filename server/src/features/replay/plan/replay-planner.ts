import type { ReplaySpec } from '@sluice/shared/replay'
import type { ReplayMode } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { readOnlyCluster } from '#http/read-only-error.ts'
import {
  type PlannedReplay,
  type RecordShaper,
  type ReplayPlanner,
  targetClusterOf,
  topicKey,
} from '../replay-parts.ts'
import { createShaper } from '../shape/create-shaper.ts'
import { maskKeyOf } from '../shape/mask-key.ts'
import { makePlan } from './make-plan.ts'
import { ReplayPlanBook } from './plan-book.ts'
import type { PlannerDeps } from './planner-deps.ts'
import { makeTargets } from './prepare-targets.ts'
import { changesSince, planChanged } from './still-holds.ts'

/** A planner with what the API asks of it. */
export interface PlansReplays extends ReplayPlanner {
  /** What a replay would do. Rejects where the source cannot be read, and with `FILTER_INVALID`. */
  plan(cluster: string, spec: ReplaySpec, signal: AbortSignal): Promise<ReplayPlan>
}

export function createReplayPlanner(deps: PlannerDeps): PlansReplays {
  const book = new ReplayPlanBook(deps.now)
  const { clusters } = deps
  return {
    plan: async (cluster, spec, signal) => {
      const plan = await makePlan(deps, cluster, spec, signal)
      book.keep(restore(cluster, plan))
      return plan
    },
    confirm: async (cluster, hash, _mode: ReplayMode, signal) => {
      const planned = book.get(cluster, hash)
      const { plan } = planned
      const targetCluster = targetClusterOf(cluster, plan.spec.target)
      const source = clusters.get(cluster).gateway
      const target = clusters.get(targetCluster).gateway
      const changes = await changesSince(deps, { cluster, source, targetCluster, target }, plan, signal)
      if (changes.length > 0) throw planChanged(changes)
      return planned
    },
    restore,
    shaper: async (planned, replayId) => shaperOf(deps, planned, replayId),
    prepareTargets: async (planned, signal) => {
      if (planned.plan.spec.target.kind !== 'sandbox') return planned
      const { name, gateway, writes } = clusters.get(planned.cluster)
      if ('readOnly' in writes) throw readOnlyCluster(name, writes.readOnly)
      return await makeTargets(planned, { gateway, writer: writes.writer }, signal)
    },
  }
}

function restore(cluster: string, plan: ReplayPlan): PlannedReplay {
  const sources = plan.sources.map(({ topic, topicId }) => [topicKey(cluster, topic), topicId] as const)
  const targets = plan.targets.map((target) => {
    return [topicKey(target.cluster, target.topic), target.topicId] as const
  })
  return { plan, cluster, topicIds: new Map([...sources, ...targets]) }
}

/** The same from a plan as from one that was stored: only what the plan says decides. */
function shaperOf(
  { filters, secret, now }: PlannerDeps,
  planned: PlannedReplay,
  replayId: string,
): RecordShaper {
  const { plan, cluster } = planned
  const partitions = new Map(plan.targets.map(({ topic, partitions: count }) => [topic, count ?? 0]))
  return createShaper({
    ...{ spec: plan.spec, cluster, replayId, partitions },
    ...{ runner: filters, secret: maskKeyOf(secret, replayId), now },
  })
}
