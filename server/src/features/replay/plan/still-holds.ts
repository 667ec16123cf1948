import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { AppError } from '#http/app-error.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { type BlastRadius, blastRadius } from './blast-radius.ts'
import type { PlannerDeps } from './planner-deps.ts'
import { type KnownTopic, readTopics, toSource, toTarget } from './read-ground.ts'

const NAMED = 3

interface Sides {
  cluster: string
  source: KafkaGateway
  targetCluster: string
  target: KafkaGateway
}

/** What differs from the plan, a sentence each; none: it holds. Records that came since are no difference. */
export async function changesSince(
  deps: Pick<PlannerDeps, 'board'>,
  sides: Sides,
  plan: ReplayPlan,
  signal: AbortSignal,
): Promise<string[]> {
  const [sources, targets, bounds] = await Promise.all([
    readTopics(
      sides.source,
      plan.sources.map(({ topic }) => topic),
      { signal },
    ),
    readTopics(
      sides.target,
      plan.targets.map(({ topic }) => topic),
      { signal },
    ),
    changedRanges(sides.source, plan, signal),
  ])
  const names = plan.targets.map(({ topic }) => topic)
  const readers = blastRadius(deps.board(sides.targetCluster), names)
  return [
    ...plan.sources.flatMap((was) => changedSource(was, sources.get(was.topic))),
    ...plan.targets.flatMap((was) => changedTarget(was, targets.get(was.topic))),
    ...bounds,
    ...newReaders(plan, readers),
  ]
}

export function planChanged(changes: readonly string[]): AppError {
  const more = changes.length > NAMED ? ` (and ${changes.length - NAMED} more)` : ''
  const message = `Things are not as they were planned for: ${changes.slice(0, NAMED).join('; ')}${more}. Nothing was written; make a new plan.`
  return new AppError('PLAN_CHANGED', message, {
    details: { changed: changes.slice(0, 100), count: changes.length },
  })
}

function changedSource(was: ReplayPlan['sources'][number], now: KnownTopic | undefined): string[] {
  const [found] = now === undefined ? [] : toSource(now)
  if (found === undefined) return [`source topic "${was.topic}" cannot be read any more`]
  if (found.topicId !== was.topicId) return [`source topic "${was.topic}" was deleted and created anew`]
  if (found.partitions === was.partitions) return []
  return [`source topic "${was.topic}" has ${found.partitions} partitions instead of ${was.partitions}`]
}

function changedTarget(was: ReplayPlan['targets'][number], now: KnownTopic | undefined): string[] {
  if (now === undefined) return [`target topic "${was.topic}" cannot be asked for`]
  const found = toTarget(was.cluster, now, null)
  if (!was.exists) return found.exists ? [`a topic "${was.topic}" was made meanwhile`] : []
  if (!found.exists) return [`target topic "${was.topic}" is not there any more`]
  if (found.topicId !== was.topicId) return [`target topic "${was.topic}" was deleted and created anew`]
  const changes: string[] = []
  if (found.partitions !== was.partitions)
    changes.push(
      `target topic "${was.topic}" has ${found.partitions} partitions instead of ${was.partitions}`,
    )
  const before = new Map(was.configs.map(({ name, value }) => [name, value]))
  for (const { name, value } of found.configs) {
    if (before.get(name) === value) continue
    changes.push(`${name} of "${was.topic}" is ${value} instead of ${before.get(name) ?? 'unknown'}`)
  }
  return changes
}

/** Retention may have reached into what was selected, or the log was cut back. */
async function changedRanges(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  { ranges, spec }: ReplayPlan,
  signal: AbortSignal,
): Promise<string[]> {
  if (ranges.length === 0) return []
  const ask = (at: 'earliest' | 'latest') =>
    gateway.listOffsets(
      ranges.map(({ topic, partition }) => ({ topic, partition, at })),
      { signal, isolation: 'read_uncommitted' },
    )
  const [starts, ends] = await Promise.all([ask('earliest'), ask('latest')])
  return ranges.flatMap(({ topic, partition, from, to }, at) => {
    const place = `partition ${partition} of "${topic}"`
    const [start, end] = [starts[at], ends[at]]
    const fault = [start, end].find((outcome) => outcome?.ok === false)
    if (fault?.ok === false) return [`${place} cannot be read (${fault.fault.message})`]
    const [first, last] = [start, end].map((outcome) => (outcome?.ok ? outcome.value.offset : null))
    if (first == null || last == null) return [`${place} does not say where it begins and ends`]
    if (last < BigInt(to)) return [`${place} now ends at ${last}, before ${to}: its log was cut back`]
    // A job that goes on over gaps tells them; that some are there before it begins is no other case.
    if (first <= BigInt(from) || spec.onGap === 'go-on') return []
    return [`retention removed records of the selection: ${place} now begins at ${first}, behind ${from}`]
  })
}

/** Readers that went away are no danger. */
function newReaders({ blast, blastFault }: ReplayPlan, { groups }: BlastRadius): string[] {
  if (blastFault !== null) return []
  const known = new Set(blast.map(({ group, topic }) => `${topic} ${group}`))
  return groups.flatMap(({ group, topic }) =>
    known.has(`${topic} ${group}`) ? [] : [`group "${group}" reads target topic "${topic}" by now`],
  )
}
