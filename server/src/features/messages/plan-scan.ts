import type { ScanRequest } from '@sluice/shared/messages'
import { AppError } from '#http/app-error.ts'
import type { CursorState, LanePlace, WindowPlace } from './cursor-state.ts'
import { lookUpKey, mayHoldKey } from './key/key-lookup.ts'
import { lowerOf } from './offset-order.ts'
import { type Bounds, choosePartitions, describeTopic, readBounds } from './resolve-bounds.ts'
import { resolveRanges } from './resolve-range.ts'
import type { ScanContext } from './scan-context.ts'
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
  const topic = await describeTopic(ctx)
  const { topicId } = topic
  const keyLookup = request.key === undefined ? null : lookUpKey(request.key, [topic])
  const chosen = choosePartitions(request, topic).filter((id) => mayHoldKey(keyLookup, topic.name, id))
  if (state !== null && state.topicId !== topicId) throw recreated(ctx.topic)
  const places = placesOf(state)
  const unresolved = state === null ? chosen : state.pending
  const bounds = await readBounds(ctx, topic, [...places.map((place) => place.partition), ...unresolved])
  const fresh = new Map([...bounds].filter(([partition]) => unresolved.includes(partition)))
  const resolved = await resolveRanges(ctx, request, fresh)
  const resumed = places.flatMap((place) => resume(ctx, place, bounds) ?? [])
  const ranges = [...resumed, ...resolved].sort((a, b) => a.partition - b.partition)
  const done = new Set(resolved.map(({ partition }) => partition))
  const pending = unresolved.filter((partition) => ctx.missing.has(partition) && !done.has(partition))
  const page = { topicId, limit: pageSize(request), ranges, pending, keyLookup }
  const unread = <T extends LanePlace | WindowPlace>(all: T[]) => all.filter((p) => !bounds.has(p.partition))
  const place = state?.place ?? null
  if (!('newest' in request.from)) {
    return { ...page, order: 'forward', unread: unread(place?.order === 'forward' ? place.lanes : []) }
  }
  const newest = place?.order === 'newest-first' ? place : { windows: [], last: null }
  return { ...page, order: 'newest-first', unread: unread(newest.windows), after: newest.last }
}

function placesOf(state: CursorState | null): (LanePlace | WindowPlace)[] {
  if (state === null) return []
  return state.place.order === 'forward' ? state.place.lanes : state.place.windows
}

/** `newest: n` is a page of n unless a smaller limit is asked for. */
function pageSize({ from, limit }: ScanRequest): number {
  return 'newest' in from ? Math.min(from.newest, limit ?? from.newest) : (limit ?? LIMIT_DEFAULT)
}

/** The range left of a partition, if it answers; retention may have taken a part of it since the page before. */
function resume(
  ctx: ScanContext,
  place: LanePlace | WindowPlace,
  bounds: ReadonlyMap<number, Bounds>,
): PlannedRange | null {
  const of = bounds.get(place.partition)
  if (of === undefined) return null
  const { logStart } = of
  // Before Kafka 2.8 topics have no ids, and a log that is shorter than it was is the only sign.
  if (of.logEnd < ('upper' in place ? place.upper : place.end)) throw recreated(ctx.topic)
  if ('upper' in place) {
    const { upper, floor, above } = place
    return { ...of, start: lowerOf(logStart, upper), end: upper, resume: { floor, above } }
  }
  const { next, end } = place
  if (logStart <= next) return { ...of, start: next, end, resume: null }
  const start = lowerOf(logStart, end)
  ctx.notes.stretch('log-start-moved', place.partition, next, start - 1n)
  return { ...of, start, end, resume: null }
}

function recreated(topic: string): AppError {
  const message = `Topic "${topic}" was created anew, or its log was cut back, since this scan began. Start a new scan.`
  return new AppError('CURSOR_INVALID', message)
}
