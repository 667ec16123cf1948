import { createHash, randomUUID } from 'node:crypto'
import type { ReadOnlyReason } from '@sluice/shared/clusters'
import { MOVE_PARTITIONS_MAX, type MovePlan, type MovePlanRequest } from '@sluice/shared/groups-reset'
import { AppError } from '#http/app-error.ts'
import type { CallOptions, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { GroupSnapshots } from '#store/group-snapshots.ts'
import { aimAt, askTimes, partitionsOf } from './aims.ts'
import type { HabitsReader } from './board-habits.ts'
import { blockersOf } from './gate.ts'
import { lookUpPlaces } from './look-up-places.ts'
import { idOf } from './place-id.ts'
import { type PlacedRow, placeRow } from './place-row.ts'
import { type KeptPlan, PLAN_KEPT_MS, type PlanBook } from './plan-book.ts'
import { type KeyDecoder, toMoveRow, totalsOf } from './plan-words.ts'
import type { QuietWatch } from './quiet-watch.ts'
import { type GroupGround, hasMembers, type MoveReads, readCommits, readGroup } from './read-group.ts'
import { readLogs, readTopics } from './read-logs.ts'
import { wholeTopicsOnly } from './share-forget.ts'
import { type BookmarkFinder, sourceOf } from './sources.ts'
import { streamsLike } from './streams-like.ts'

export interface PlanDeps {
  cluster: string
  gateway: MoveReads
  readOnly: ReadOnlyReason | null
  snapshots: GroupSnapshots
  bookmark: BookmarkFinder
  book: PlanBook
  watch: QuietWatch
  decodeKey: KeyDecoder
  habits: HabitsReader
  now(): number
}

/** Says what a move would do and whether it may be done. Changes nothing. */
export async function makePlan(
  deps: PlanDeps,
  group: string,
  request: MovePlanRequest,
  signal: AbortSignal,
): Promise<KeptPlan> {
  const { gateway, watch, now } = deps
  const options: CallOptions = { signal }
  const ground = await readGroup(gateway, group, options)
  const rows = await placeRows(deps, ground, request, options)
  const { places, partial } = await lookUpPlaces(gateway, rows, signal)
  // Read a second time: who commits meanwhile is seen at once.
  const again = await readCommits(gateway, group, ground.kind, options)
  const habits = await deps.habits(group, ground.commits, signal)
  const key = watchKey(deps.cluster, group)
  const alive = hasMembers(ground)
  const first = watch.note(key, { commits: ground.commits, alive }, habits)
  const second = watch.note(key, { commits: again.commits, alive }, habits)
  const { since, until } = second.moved === null ? first : second
  const { mode } = request.to
  const moved = second.moved
  const blockers = blockersOf(ground, { mode, rows, readOnly: deps.readOnly, moved })
  const told = rows.map((row) => toMoveRow(row, places.get(idOf(row)), deps.decodeKey))
  const at = now()
  const plan: MovePlan = {
    plan: hashOf(deps.cluster, ground, request, rows),
    at,
    expiresAt: at + PLAN_KEPT_MS,
    group,
    type: ground.kind ?? 'unknown',
    state: ground.description?.state ?? null,
    mode,
    rows: told,
    totals: totalsOf(told, { partial, rate: habits.rate }),
    allowed: blockers.length === 0,
    blockers,
    notes: [
      ...(ground.kind === null && ground.fault === null ? (['new-group'] as const) : []),
      ...(streamsLike(group, ground) ? (['streams-like'] as const) : []),
    ],
    watch: { since, until },
  }
  const kept: KeptPlan = {
    cluster: deps.cluster,
    plan,
    kind: ground.kind ?? 'classic',
    rows,
    outcome: null,
    result: null,
  }
  deps.book.keep(kept)
  return kept
}

export function watchKey(cluster: string, group: string): string {
  return `${cluster}\n${group}`
}

async function placeRows(
  deps: PlanDeps,
  ground: GroupGround,
  request: MovePlanRequest,
  options: CallOptions,
): Promise<PlacedRow[]> {
  const { gateway } = deps
  const { to, scope } = request
  const source = await sourceOf({ ...deps, ...ground }, request, options)
  const named: TopicPartitionId[] = [...(source ?? ground.commits).values()]
  if (source === null) named.push(...ground.commitFaults.values())
  const names = new Set([...(scope.length === 0 ? named : scope)].map(({ topic }) => topic))
  const topics = await readTopics(gateway, [...names], options)
  const ids = partitionsOf(scope, named, topics)
  if (ids.length > MOVE_PARTITIONS_MAX)
    throw new AppError(
      'BAD_REQUEST',
      `These are ${ids.length} partitions; one plan moves at most ${MOVE_PARTITIONS_MAX}. Choose fewer topics.`,
    )
  const bounds = await readLogs(gateway, ids, topics, options)
  const readable = ids.filter((id) => !('fault' in (bounds.get(idOf(id)) ?? { fault: null })))
  const time = to.mode === 'timestamp' ? to.ms : to.mode === 'duration' ? deps.now() - to.ms : null
  const found = time === null ? new Map() : await askTimes(gateway, readable, Math.max(0, time), options)
  const rows = ids.map((id) => {
    const key = idOf(id)
    const late = found.get(key)
    const known = bounds.get(key) ?? { fault: new KafkaFault('INTERNAL', 'The partition was not asked for.') }
    return placeRow(aimAt(id, { to, commits: ground.commits, source, bounds, found }), {
      commit: ground.commits.get(key) ?? null,
      commitFault: ground.commitFaults.get(key)?.fault ?? null,
      bounds: late instanceof KafkaFault ? { fault: late } : known,
    })
  })
  return ground.kind === 'share' ? wholeTopicsOnly(rows, ground.commits) : rows
}

/** Two plans are never the same one, not even of the same move: each is carried out once. */
function hashOf(
  cluster: string,
  { group, kind, description }: GroupGround,
  request: MovePlanRequest,
  rows: readonly PlacedRow[],
): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([randomUUID(), cluster, group, kind, description?.state ?? null, request]))
  for (const { topic, partition, act, from, to, log } of rows)
    hash.update(`\n${topic}/${partition} ${act} ${from} ${to} ${log?.topicId}`)
  return hash.digest('hex')
}
