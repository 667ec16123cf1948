import type { ReadOnlyReason } from '@sluice/shared/clusters'
import type { ReplaySpec, ReplayTarget } from '@sluice/shared/replay'
import type { ReplayPlan, ReplayTargetTopic } from '@sluice/shared/replay-plan'
import type { RecordShaper } from '../replay-parts.ts'
import { createShaper } from '../shape/create-shaper.ts'
import { maskKeyOf } from '../shape/mask-key.ts'
import { blastRadius } from './blast-radius.ts'
import { checkSpec } from './check-spec.ts'
import { configsOf, type Ground, numberIn } from './ground.ts'
import { PLAN_KEPT_MS } from './plan-book.ts'
import { planDuration } from './plan-duration.ts'
import { hashOf } from './plan-hash.ts'
import { isTopic, type PlannerDeps } from './planner-deps.ts'
import { toSource, toTarget } from './read-ground.ts'
import { openSelection } from './selection.ts'
import { filledTopics, partitionsOf, type Scene, setScene } from './set-scene.ts'
import { type Surveyed, survey } from './survey.ts'
import { toSurvey } from './told-survey.ts'
import { warnOfPromises } from './warn-of-promises.ts'
import { warnOfRecords } from './warn-of-records.ts'
import { warnOfSources } from './warn-of-sources.ts'
import { warnOfTargets } from './warn-of-targets.ts'
import { warnOfTimes } from './warn-of-times.ts'

/** Stands for the job in what a plan shows: it has no id yet. */
const PREVIEWED = 'preview'

/** Says what a replay would do, and whether it may be done. Writes nothing. */
export async function makePlan(
  deps: PlannerDeps,
  cluster: string,
  spec: ReplaySpec,
  signal: AbortSignal,
): Promise<ReplayPlan> {
  checkSpec(spec)
  const scene = await setScene(deps, cluster, spec, signal)
  const partitions = partitionsOf(scene)
  const shaper = createShaper({
    ...{ spec, cluster, replayId: PREVIEWED, partitions },
    ...{ runner: deps.filters, secret: maskKeyOf(deps.secret, PREVIEWED), now: deps.now },
  })
  try {
    const surveyed = await lookAt(deps, scene, shaper, signal)
    return await judge(deps, scene, { surveyed, shaper }, signal)
  } finally {
    shaper.close()
  }
}

async function lookAt(
  deps: PlannerDeps,
  { spec, source, resolved, sources, targets, sandbox }: Scene,
  shaper: RecordShaper,
  signal: AbortSignal,
): Promise<Surveyed> {
  const selection = openSelection(spec.source, deps.filters)
  const sizes = new Map(
    targets.map((topic) => {
      const made = sandbox.find((one) => one.topic === topic.topic)
      // What a sandbox is not made with follows from the brokers, as it does for its source.
      const { configs } = (made && sources.get(made.source)) ?? topic
      return [topic.topic, numberIn(configs, 'max.message.bytes')]
    }),
  )
  try {
    const maxBytesOf = (topic: string) => sizes.get(topic) ?? null
    return await survey(
      { spec, gateway: source, ranges: resolved.ranges, selection, shaper, maxBytesOf },
      signal,
    )
  } finally {
    selection.close()
  }
}

async function judge(
  deps: PlannerDeps,
  scene: Scene,
  { surveyed, shaper }: { surveyed: Surveyed; shaper: RecordShaper },
  signal: AbortSignal,
): Promise<ReplayPlan> {
  const { spec, cluster, targetCluster, resolved, sources, targets, sandbox } = scene
  const names = targets.map(({ topic }) => topic)
  const told = toSurvey(spec, resolved, surveyed)
  const durationMs = planDuration(spec.pace, {
    records: BigInt(told.records),
    bytes: told.bytes === null ? null : BigInt(told.bytes),
    ...{ first: surveyed.tally.first, last: surveyed.tally.last },
  })
  const blast = blastRadius(deps.board(targetCluster), names)
  const ground: Ground = {
    ...{ spec, cluster, targetCluster, sources, targets, sandbox, surveyed, blast, durationMs },
    ...{ ranges: resolved.ranges, missing: resolved.missing },
    filled: await filledTopics(scene, signal),
    ...{ running: deps.running(), endpoints: deps.endpoints, now: deps.now() },
  }
  const warnings = [
    ...warnOfPromises(ground),
    ...warnOfTargets(ground),
    ...warnOfTimes(ground),
    ...warnOfSources(ground),
    ...warnOfRecords(ground),
  ]
  const readOnly = whyReadOnly(deps, targetCluster, spec)
  const at = deps.now()
  const { key, filter, records } = spec.source
  const selects = key !== undefined || filter !== undefined || records !== undefined
  const planned = {
    at,
    expiresAt: at + PLAN_KEPT_MS,
    spec,
    sources: [...sources.values()].flatMap(toSource),
    ranges: resolved.ranges.map(({ topic, partition, from, to, logStart, logEnd }) => ({
      ...{ topic, partition, from: `${from}`, to: `${to}` },
      ...{ logStart: `${logStart}`, logEnd: `${logEnd}` },
    })),
    survey: told,
    targets: toTargets(ground),
    blast: blast.groups,
    blastFault: blast.fault,
    warnings,
    allowed: readOnly === null && warnings.every(({ severity }) => severity !== 'block'),
    readOnly,
    preview: surveyed.preview,
    verbatim: shaper.verbatim !== null && !selects,
    durationMs,
    confirm: confirmOf(spec.target, names),
  }
  return { plan: hashOf(cluster, planned), ...planned }
}

/** A file takes nothing from a cluster, but whoever reaches an open Sluice could fill its disk. */
function whyReadOnly(
  deps: PlannerDeps,
  targetCluster: string,
  { target }: ReplaySpec,
): ReadOnlyReason | null {
  const { writes } = deps.clusters.get(targetCluster)
  if (!('readOnly' in writes)) return null
  return isTopic(target) || writes.readOnly === 'no-authentication' ? writes.readOnly : null
}

function toTargets(ground: Ground): ReplayTargetTopic[] {
  return ground.targets.map((topic) => {
    const made = ground.sandbox.find((one) => one.topic === topic.topic)
    const configs = configsOf(ground, topic)
    return toTarget(ground.targetCluster, topic, made === undefined ? null : { ...made, configs })
  })
}

/** What a person types: the one name, or the first of several with how many there are. */
function confirmOf(target: ReplayTarget, names: readonly string[]): string {
  if (target.kind === 'http') return target.endpoint
  if (target.kind === 'file') return 'file'
  const [first, ...others] = names
  if (first === undefined) return target.kind
  return others.length === 0 ? first : `${first} +${others.length}`
}
