import type { MovedRow, MoveResult } from '@sluice/shared/groups-reset-result'
import type { TopicDescription } from '#kafka/gateway.ts'
import type { GroupWrites } from '#kafka/groups.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { blockersOf } from './gate.ts'
import { type PlanDeps, watchKey } from './make-plan.ts'
import type { PlacedRow } from './place-row.ts'
import type { KeptPlan } from './plan-book.ts'
import { readBack } from './read-back.ts'
import { type GroupGround, hasMembers, readGroup } from './read-group.ts'
import { readLogs, readTopics } from './read-logs.ts'
import { refusal } from './refusal.ts'
import { changesSince, planChanged } from './still-true.ts'
import { toMovedRow, writeMove } from './write-move.ts'

export interface CarryDeps extends PlanDeps {
  writer: GroupWrites
  sleep(ms: number): Promise<void>
  /** How long after the move its commits are read once more. */
  laterMs: number
}

/** Who does it and why. */
export interface Signature {
  who: string
  why: string
}

/**
 * Carries a plan out: everything it depends on is asked again, all commits are saved, then the places written and read
 * back. Throws where nothing was written.
 */
export async function carryOut(deps: CarryDeps, kept: KeptPlan, signed: Signature): Promise<MoveResult> {
  const { plan, kind } = kept
  const { group, mode } = plan
  const rows = actedOn(kept)
  // Whoever commits without being a member is only seen in time.
  const wait = plan.watch.until - deps.now()
  if (wait > 0 && mode !== 'forget') await deps.sleep(wait)
  const { ground, topics } = await askAgain(deps, kept, rows)
  const snapshot = saveBefore(deps, kept, { ground, topics, signed })
  const written = await writeMove(deps.writer, { group, kind, mode, rows })
  deps.watch.restart(watchKey(deps.cluster, group))
  const at = deps.now()
  const sent = written.filter(({ fault }) => fault?.written !== 'no').map(({ row }) => row)
  const { told, commits } = await readBack(deps.gateway, { group, kind, rows: sent, at })
  const moved = written.map((one) => toMovedRow(one, commits))
  return {
    plan: plan.plan,
    mode,
    at,
    snapshot,
    end: endOf(moved),
    replayed: false,
    rows: moved,
    now: told,
    later: null,
    laterAt: at + deps.laterMs,
  }
}

/** The partitions that a plan changes. */
export function actedOn({ rows }: KeptPlan): PlacedRow[] {
  return rows.filter(({ act }) => act === 'move' || act === 'forget')
}

interface Checked {
  ground: GroupGround
  topics: ReadonlyMap<string, TopicDescription | KafkaFault>
}

/** Throws what stands in the way, or what has changed since the plan was made. */
async function askAgain(
  deps: CarryDeps,
  { plan, rows }: KeptPlan,
  acted: readonly PlacedRow[],
): Promise<Checked> {
  const { gateway, watch, cluster } = deps
  const { group, mode } = plan
  const ground = await readGroup(gateway, group, {})
  const names = new Set([...ground.commits.values(), ...acted].map(({ topic }) => topic))
  const topics = await readTopics(gateway, [...names], {})
  const placed = acted.filter(({ act }) => act === 'move')
  const bounds = await readLogs(gateway, placed, topics, {})
  const { moved } = watch.note(watchKey(cluster, group), {
    commits: ground.commits,
    alive: hasMembers(ground),
  })
  const [blocker] = blockersOf(ground, { mode, rows, readOnly: deps.readOnly, moved: null })
  if (blocker !== undefined) throw refusal(group, blocker)
  const changes = changesSince(acted, ground.commits, bounds)
  if (changes.length > 0) throw planChanged(group, changes)
  const [late] = blockersOf(ground, { mode, rows, readOnly: null, moved })
  if (late !== undefined) throw refusal(group, late)
  return { ground, topics }
}

function saveBefore(
  { snapshots, cluster, now }: CarryDeps,
  { plan, kind, rows }: KeptPlan,
  { ground, topics, signed }: Checked & { signed: Signature },
): string {
  const offsets = [...ground.commits.values()].map(({ topic, partition, offset, leaderEpoch, metadata }) => {
    const described = topics.get(topic)
    const topicId = described === undefined || described instanceof KafkaFault ? null : described.topicId
    return { topic, partition, committed: offset, leaderEpoch, metadata, topicId }
  })
  const moves = rows.flatMap(({ topic, partition, act, to }) =>
    act === 'move' || act === 'forget' ? [{ topic, partition, target: act === 'move' ? to : null }] : [],
  )
  const { who, why } = signed
  const { group, mode } = plan
  return snapshots.save({ cluster, group, at: now(), who, why, kind, mode }, offsets, moves)
}

function endOf(rows: readonly MovedRow[]): MoveResult['end'] {
  if (rows.some(({ end }) => end === 'unknown')) return 'unknown'
  const done = rows.filter(({ end }) => end === 'done').length
  return done === rows.length ? 'done' : done === 0 ? 'refused' : 'partly'
}
