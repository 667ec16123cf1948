import type { EndReason, Frame, MissingPartition, ScanFrame, ScanRequest } from '@sluice/shared/messages'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { type CursorCodec, meaningOf } from './cursor.ts'
import type { ScanPlace } from './cursor-state.ts'
import { ForwardScan } from './forward-scan.ts'
import { bytesOfKey } from './key/key-lookup.ts'
import { matchKey } from './key/key-matcher.ts'
import { matchAll } from './match-all.ts'
import { NewestScan } from './newest-scan.ts'
import { NoteBook } from './note-book.ts'
import { planScan } from './plan-scan.ts'
import { pumpFrames } from './pump-frames.ts'
import { type ScanContext, ScanStop } from './scan-context.ts'
import type { ScanLimits } from './scan-limits.ts'
import type { ScanEngine, ScanPlan } from './scan-plan.ts'
import { SearchScan } from './search-scan.ts'
import { compileFilter, type TextMatcher } from './text-filter.ts'

export interface ScanDeps {
  gateway: KafkaGateway
  cursors: CursorCodec
  limits: ScanLimits
  /** Epoch milliseconds. */
  now: () => number
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
  const ctx = contextOf(deps, request, signal)
  try {
    const plan = await planInTime(ctx, planScan(ctx, request, state))
    yield openFrame(ctx, call, plan)
    yield* noteFrames(ctx)
    const engine = engineFor(ctx, plan)
    const reason = yield* pumpFrames(ctx, engine)
    yield* noteFrames(ctx)
    const place = engine.place()
    const next = { topicId: plan.topicId, pending: plan.pending, place }
    const cursor = isDone(place) && plan.pending.length === 0 ? null : deps.cursors.seal(meaning, next)
    yield endFrame(ctx, reason, cursor)
  } finally {
    ctx.stop.end('cancelled')
  }
}

function engineFor(ctx: ScanContext, plan: ScanPlan): ScanEngine {
  if (plan.order === 'newest-first') return new NewestScan(ctx, plan)
  return ctx.matcher === null ? new ForwardScan(ctx, plan) : new SearchScan(ctx, plan, ctx.matcher)
}

function contextOf(deps: ScanDeps, request: ScanRequest, signal: AbortSignal): ScanContext {
  const { topic, isolation } = request
  const { gateway, limits, now } = deps
  return {
    gateway,
    topic,
    isolation,
    limits,
    matcher: matcherOf(request),
    stop: new ScanStop(signal, limits.deadlineMs),
    now,
    startedAt: now(),
    notes: new NoteBook(),
    missing: new Map(),
    tally: { records: 0, matched: 0, bytes: 0 },
  }
}

function matcherOf({ key, filter }: ScanRequest): TextMatcher | null {
  return matchAll([
    ...(key === undefined ? [] : [matchKey(bytesOfKey(key))]),
    ...(filter === undefined ? [] : [compileFilter(filter)]),
  ])
}

async function planInTime(ctx: ScanContext, planning: Promise<ScanPlan>): Promise<ScanPlan> {
  try {
    return await planning
  } catch (error) {
    if (ctx.stop.reason !== 'deadline' || error instanceof KafkaFault) throw error
    const message = `The cluster did not say within ${ctx.limits.deadlineMs / 1000} s where topic "${ctx.topic}" begins and ends. Try again.`
    throw new KafkaFault('BROKER_TIMEOUT', message, { cause: error })
  }
}

function isDone(place: ScanPlace): boolean {
  return place.order === 'forward' ? place.lanes.length === 0 : place.windows.length === 0
}

function openFrame(ctx: ScanContext, { requestId }: ScanCall, plan: ScanPlan): Frame<'open'> {
  return {
    t: 'open',
    requestId,
    topic: ctx.topic,
    order: plan.order,
    limit: plan.limit,
    isolation: ctx.isolation,
    ranges: plan.ranges.map(({ partition, start, end, logStart, logEnd, lastStable }) => ({
      partition,
      start: `${start}`,
      end: `${end}`,
      logStart: `${logStart}`,
      logEnd: `${logEnd}`,
      lastStable: `${lastStable}`,
    })),
    missing: missingOf(ctx),
    keyLookup: plan.keyLookup,
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
  return [...missing]
    .map(([partition, fault]) => ({ partition, ...toItemFault(fault) }))
    .sort((a, b) => a.partition - b.partition)
}
