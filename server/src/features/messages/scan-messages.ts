import type { EndReason, Frame, MissingPartition, ScanFrame, ScanRequest } from '@sluice/shared/messages'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { AnswerPool } from './answer-pool.ts'
import type { BufferShares } from './buffer-shares.ts'
import { type CursorCodec, meaningOf } from './cursor.ts'
import { placesOf } from './cursor-state.ts'
import type { FilterRunner } from './filter/cel-check.ts'
import { ForwardScan } from './forward-scan.ts'
import { type FindBookmark, noBookmarks } from './named-places.ts'
import { NewestScan } from './newest-scan.ts'
import { NoteBook } from './note-book.ts'
import { openCheck } from './open-check.ts'
import { comparePartitions, PartitionMap } from './partition-map.ts'
import { planScan } from './plan-scan.ts'
import { pumpFrames } from './pump-frames.ts'
import type { RecordCheck } from './record-check.ts'
import { type ScanContext, ScanStop } from './scan-context.ts'
import type { ScanLimits } from './scan-limits.ts'
import { topicsOf } from './scan-order.ts'
import type { ScanEngine, ScanPlan } from './scan-plan.ts'
import { SearchScan } from './search-scan.ts'
import type { Sifter } from './sift/sift-threads.ts'
import type { OpenTransactions } from './transactions/fates.ts'
import { openInRanges } from './transactions/open-in-ranges.ts'

export interface ScanDeps {
  gateway: KafkaGateway
  cursors: CursorCodec
  filters: FilterRunner
  limits: ScanLimits
  /** One for all scans of the process. */
  buffers: BufferShares
  /** One for all scans of the process; left out: a scan does everything itself. */
  sifter?: Sifter
  /** Cuts that positions may name; left out: none can be looked up. */
  bookmarks?: FindBookmark | undefined
  /** Epoch milliseconds. */
  now: () => number
  /** What decides which records are shown; left out: what the request says. */
  openCheck?: (request: ScanRequest) => RecordCheck | null
}

export interface ScanCall {
  cluster: string
  requestId: string
  request: ScanRequest
}

/**
 * One page of a scan as frames: `open`, then rows, progress and notes, then `end`. Rejects before the first frame where
 * there is nothing to scan (no such topic or partition, no cluster, a foreign cursor). Reads no further than the
 * frames are pulled, and stops at once when `signal` aborts.
 */
export async function* scanMessages(
  deps: ScanDeps,
  call: ScanCall,
  signal: AbortSignal,
): AsyncGenerator<ScanFrame, void, void> {
  const { request } = call
  const meaning = meaningOf(call.cluster, request)
  const state = request.cursor === undefined ? null : deps.cursors.open(meaning, request.cursor)
  const ctx = contextOf(deps, call, signal)
  try {
    const plan = await planInTime(ctx, planScan(ctx, request, state))
    if (ctx.isolation === 'all') ctx.open = await planInTime(ctx, openIn(ctx, plan))
    const engine = engineFor(ctx, plan)
    const { topics, pending } = plan
    const seal = () => deps.cursors.seal(meaning, { topics, pending, place: engine.place() })
    yield openFrame(ctx, call, plan, seal())
    yield* noteFrames(ctx)
    const reason = yield* pumpFrames(ctx, engine, { limit: plan.limit, seal })
    yield* noteFrames(ctx)
    const waiting = pending.length > 0 || topics.length < ctx.topics.length
    const done = placesOf(engine.place()).length === 0 && !waiting
    yield endFrame(ctx, reason, done ? null : seal())
  } finally {
    ctx.stop.end('cancelled')
    ctx.buffer.leave()
    ctx.answers?.close()
    ctx.check?.close()
  }
}

function engineFor(ctx: ScanContext, plan: ScanPlan): ScanEngine {
  if (plan.order === 'backward') return new NewestScan(ctx, plan)
  return plan.order === 'time' ? new ForwardScan(ctx, plan) : new SearchScan(ctx, plan)
}

async function openIn(ctx: ScanContext, { ranges }: ScanPlan) {
  const options = { signal: ctx.stop.signal, timeoutMs: ctx.limits.callTimeoutMs }
  return await openInRanges(ctx.gateway, ranges, options)
}

function contextOf(deps: ScanDeps, { cluster, request }: ScanCall, signal: AbortSignal): ScanContext {
  const { isolation } = request
  const { gateway, filters, limits, buffers, now, bookmarks = noBookmarks } = deps
  // It refuses what cannot be a filter, and whatever is taken before that would never be given back.
  const check = deps.openCheck === undefined ? openCheck(request, filters) : deps.openCheck(request)
  const buffer = buffers.enter(limits.bufferBytes)
  return {
    gateway,
    topics: topicsOf(request),
    isolation,
    limits,
    buffer,
    // Without a check most of what comes is kept for rows, and would be copied first.
    answers: check === null ? null : new AnswerPool(() => limits.bufferBytes * buffer.part),
    sifter: deps.sifter ?? null,
    bookmark: (id) => bookmarks(cluster, id),
    check,
    stop: new ScanStop(signal, limits.deadlineMs),
    now,
    startedAt: now(),
    notes: new NoteBook(),
    missing: new PartitionMap<KafkaFault>(),
    tally: { records: 0, matched: 0, bytes: 0, filterErrors: 0, undecodable: 0 },
    open: new PartitionMap<OpenTransactions>(),
  }
}

async function planInTime<T>(ctx: ScanContext, planning: Promise<T>): Promise<T> {
  try {
    return await planning
  } catch (error) {
    if (ctx.stop.reason !== 'deadline' || error instanceof KafkaFault) throw error
    const message = `The cluster did not say within ${ctx.limits.deadlineMs / 1000} s where ${wordTopics(ctx)}. Try again.`
    throw new KafkaFault('BROKER_TIMEOUT', message, { cause: error })
  }
}

function wordTopics({ topics: [first, ...others] }: ScanContext): string {
  if (others.length === 0) return `topic "${first}" begins and ends`
  return `topic "${first}" and ${others.length} others begin and end`
}

function openFrame(ctx: ScanContext, { requestId }: ScanCall, plan: ScanPlan, cursor: string): Frame<'open'> {
  return {
    t: 'open',
    requestId,
    topics: [...ctx.topics],
    order: plan.order,
    limit: plan.limit,
    isolation: ctx.isolation,
    ranges: plan.ranges.map(({ topic, partition, start, end, logStart, logEnd, lastStable }) => ({
      topic,
      partition,
      start: `${start}`,
      end: `${end}`,
      logStart: `${logStart}`,
      logEnd: `${logEnd}`,
      lastStable: `${lastStable}`,
    })),
    missing: missingOf(ctx),
    keyLookup: plan.keyLookup,
    cursor: cursor.length <= ctx.limits.cursorChars ? cursor : null,
  }
}

function* noteFrames(ctx: ScanContext): Generator<ScanFrame, void, void> {
  for (const note of ctx.notes.drain()) yield { t: 'note', ...note }
}

/** A page that lacks partitions says so first: as many as asked, or all there is, would claim too much. */
function endFrame(ctx: ScanContext, ended: EndReason, cursor: string | null): Frame<'end'> {
  const missing = missingOf(ctx)
  const whole = ended === 'limit' || ended === 'end'
  const reason = whole && missing.length > 0 ? 'partial' : ended
  return { t: 'end', reason, cursor, missing, ...ctx.tally, elapsedMs: ctx.now() - ctx.startedAt }
}

function missingOf({ missing }: ScanContext): MissingPartition[] {
  return [...missing.entries()]
    .map(([id, fault]) => ({ ...id, ...toItemFault(fault) }))
    .sort(comparePartitions)
}
