import type { ScanRequest } from '@sluice/shared/messages'
import type { KeyLookup } from '@sluice/shared/messages-key'
import { AppError } from '#http/app-error.ts'
import type { TopicDescription, TopicPartitionId } from '#kafka/gateway.ts'
import { type CursorState, type LanePlace, placesOf, type WindowPlace } from './cursor-state.ts'
import { lookUpKey, mayHoldKey } from './key/key-lookup.ts'
import { clamp, lowerOf } from './offset-order.ts'
import { comparePartitions, type PartitionMap } from './partition-map.ts'
import { type Bounds, choosePartitions, describeTopics, readBounds } from './resolve-bounds.ts'
import { resolveRanges } from './resolve-range.ts'
import type { ScanContext } from './scan-context.ts'
import { orderOf } from './scan-order.ts'
import type { PlannedRange, ScanPlan } from './scan-plan.ts'

const LIMIT_DEFAULT = 100

/**
 * What to read of which partition, with ends frozen now or, when a scan goes on, as its first page froze them. Rejects
 * where nothing can be scanned: no such topic or partition, a cluster out of reach.
 */
export async function planScan(
  ctx: ScanContext,
  request: ScanRequest,
  state: CursorState | null,
): Promise<ScanPlan> {
  const topics = await describeTopics(ctx)
  const keyLookup = request.key === undefined ? null : lookUpKey(request.key, topics)
  const unresolved = topics.flatMap((topic) => unresolvedOf(request, topic, state, keyLookup))
  const places = state === null ? [] : placesOf(state.place)
  const described = new Set(topics.map(({ name }) => name))
  const reachable = places.filter(({ topic }) => described.has(topic))
  const bounds = await readBounds(ctx, topics, [...reachable, ...unresolved])
  const fresh = unresolved.flatMap((id) => bounds.get(id) ?? [])
  const resolved = await resolveRanges(ctx, request, fresh, topics)
  const resumed = reachable.flatMap((place) => resume(ctx, place, bounds) ?? [])
  const ranges = [...resumed, ...resolved].sort(comparePartitions)
  const page = {
    topics: topicsKnown(topics, state),
    limit: pageSize(request),
    ranges,
    keyLookup,
    pending: pendingOf(ctx, unresolved, resolved, state, described),
  }
  const order = orderOf(request)
  const place = state?.place ?? null
  const unread = <T extends LanePlace | WindowPlace>(all: T[]) => all.filter((id) => !bounds.has(id))
  if (order !== 'backward') {
    return { ...page, order, unread: unread(place !== null && 'lanes' in place ? place.lanes : []) }
  }
  const windows = place !== null && 'windows' in place ? place : { windows: [], last: null }
  return { ...page, order, unread: unread(windows.windows), after: windows.last }
}

/** A topic that earlier pages have begun has only those partitions left that they could not resolve. */
function unresolvedOf(
  request: ScanRequest,
  topic: TopicDescription,
  state: CursorState | null,
  keyLookup: KeyLookup | null,
): TopicPartitionId[] {
  const chosen = choosePartitions(request, topic).filter((id) =>
    mayHoldKey(keyLookup, id.topic, id.partition),
  )
  const begun = state?.topics.find((known) => known.topic === topic.name)
  if (state === null || begun === undefined) return chosen
  if (begun.topicId !== topic.topicId) throw recreated(topic.name)
  return state.pending.filter((id) => id.topic === topic.name)
}

function topicsKnown(topics: readonly TopicDescription[], state: CursorState | null): CursorState['topics'] {
  const known = new Map(state?.topics.map(({ topic, topicId }) => [topic, topicId]))
  for (const { name, topicId } of topics) known.set(name, topicId)
  return [...known].map(([topic, topicId]) => ({ topic, topicId }))
}

/** What a later page tries again: partitions that did not answer, and those of topics that did not. */
function pendingOf(
  ctx: ScanContext,
  unresolved: readonly TopicPartitionId[],
  resolved: readonly PlannedRange[],
  state: CursorState | null,
  described: ReadonlySet<string>,
): TopicPartitionId[] {
  const done = new Set(resolved.map(({ topic, partition }) => `${topic}/${partition}`))
  const failed = unresolved.filter((id) => ctx.missing.has(id) && !done.has(`${id.topic}/${id.partition}`))
  const waiting = state?.pending.filter(({ topic }) => !described.has(topic)) ?? []
  return [...failed, ...waiting]
}

/** `newest: n` is a page of n unless a smaller limit is asked for. */
function pageSize({ from, limit }: ScanRequest): number {
  return 'newest' in from ? Math.min(from.newest, limit ?? from.newest) : (limit ?? LIMIT_DEFAULT)
}

/** The range left of a partition, if it answers; retention may have taken a part of it since the page before. */
function resume(
  ctx: ScanContext,
  place: LanePlace | WindowPlace,
  bounds: PartitionMap<Bounds>,
): PlannedRange | null {
  const of = bounds.get(place)
  if (of === undefined) return null
  const { logStart } = of
  // Before Kafka 2.8 topics have no ids, and a log that is shorter than it was is the only sign.
  if (of.logEnd < ('upper' in place ? place.upper : place.end)) throw recreated(place.topic)
  if ('upper' in place) {
    const { upper, floor, above } = place
    return { ...of, start: clamp(logStart, place.start, upper), end: upper, resume: { floor, above } }
  }
  const { next, end } = place
  if (logStart <= next) return { ...of, start: next, end, resume: null }
  const start = lowerOf(logStart, end)
  ctx.notes.stretch('log-start-moved', place, next, start - 1n)
  return { ...of, start, end, resume: null }
}

function recreated(topic: string): AppError {
  const message = `Topic "${topic}" was created anew, or its log was cut back, since this scan began. Start a new scan.`
  return new AppError('CURSOR_INVALID', message)
}
