import type { TailRequest } from '@sluice/shared/messages-tail'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { BufferShares } from '../buffer-shares.ts'
import type { FilterRunner } from '../filter/cel-check.ts'
import { lookUpKey, mayHoldKey } from '../key/key-lookup.ts'
import { noBookmarks } from '../named-places.ts'
import { cutNewest } from '../newest-cut.ts'
import { NoteBook } from '../note-book.ts'
import { higherOf } from '../offset-order.ts'
import { openCheck } from '../open-check.ts'
import { PartitionMap } from '../partition-map.ts'
import { type Bounds, choosePartitions, describeTopics, readBounds } from '../resolve-bounds.ts'
import { type ScanContext, ScanStop } from '../scan-context.ts'
import { SCAN_LIMITS } from '../scan-limits.ts'
import { topicsOf } from '../scan-order.ts'
import type { OpenTransactions } from '../transactions/fates.ts'
import { Outbox } from './outbox.ts'
import { RateBudget } from './rate-budget.ts'
import { TailLane } from './tail-lane.ts'
import type { TailLimits } from './tail-limits.ts'
import { TailNotes } from './tail-notes.ts'
import type { TailQuery, TailState } from './tail-state.ts'

export interface TailDeps {
  gateway: KafkaGateway
  filters: FilterRunner
  limits: TailLimits
  /** One for all scans and tails of the process. */
  buffers: BufferShares
  now: () => number
}

/** Finds where a tail begins. Rejects where there is nothing to follow: no such topic or partition, no cluster. */
export async function openTail(
  ctx: ScanContext,
  request: TailRequest,
  limits: TailLimits,
): Promise<TailState> {
  const query = queryOf(request)
  const stop = new ScanStop(ctx.stop.signal, limits.openMs)
  const opening = { ...ctx, stop }
  try {
    const topics = await describeTopics(opening)
    const keyLookup = query.key === undefined ? null : lookUpKey(query.key, topics)
    const chosen = topics
      .flatMap((topic) => choosePartitions(query, topic))
      .filter((id) => mayHoldKey(keyLookup, id.topic, id.partition))
    const bounds = await readBounds(opening, topics, chosen)
    refuseForbidden(opening, chosen.length)
    const starts = await startsOf(opening, request, bounds.values())
    const leaders = new PartitionMap(
      topics.flatMap(({ name, partitions }) =>
        partitions.map(({ partition, leader }) => [{ topic: name, partition }, leader] as const),
      ),
    )
    const outbox = new Outbox(limits)
    return {
      ctx,
      request,
      query,
      limits,
      lanes: chosen.map((id) => {
        const end = bounds.get(id)
        const liveFrom = end === undefined ? 0n : visibleEnd(ctx, end)
        return new TailLane(id, starts.get(id) ?? null, leaders.get(id) ?? null, liveFrom)
      }),
      topicIds: new Map([
        ...ctx.topics.map((topic) => [topic, undefined] as const),
        ...topics.map(({ name, topicId }) => [name, topicId] as const),
      ]),
      keyLookup,
      budget: new RateBudget(request.maxPerSecond, ctx.now(), request.from?.newest),
      outbox,
      notes: new TailNotes(ctx.notes),
      seen: 0,
      earlier: 0,
      matched: 0,
      sampledOut: 0,
      ended: null,
      wake: () => {},
      refresh: async () => {},
      suspect: () => {},
    }
  } catch (error) {
    if (stop.reason !== 'deadline' || error instanceof KafkaFault) throw error
    const message = `The cluster did not say within ${limits.openMs / 1000} s where the topics end. Try again.`
    throw new KafkaFault('BROKER_TIMEOUT', message, { cause: error })
  } finally {
    stop.end('cancelled')
  }
}

export function contextOf(deps: TailDeps, request: TailRequest, signal: AbortSignal): ScanContext {
  const { gateway, filters, limits, buffers, now } = deps
  const query = queryOf(request)
  return {
    gateway,
    topics: topicsOf(query),
    isolation: request.isolation,
    limits: { ...SCAN_LIMITS, callTimeoutMs: limits.callTimeoutMs },
    check: openCheck(query, filters),
    answers: null,
    sifter: null,
    bookmark: (id) => noBookmarks('', id),
    buffer: buffers.enter(limits.roundBytes),
    stop: new ScanStop(signal, null),
    now,
    startedAt: now(),
    notes: new NoteBook(),
    missing: new PartitionMap<KafkaFault>(),
    tally: { records: 0, matched: 0, bytes: 0, filterErrors: 0, undecodable: 0 },
    open: new PartitionMap<OpenTransactions>(),
  }
}

function queryOf({ topic, topics, partitions, key, filter, isolation }: TailRequest): TailQuery {
  return {
    isolation,
    from: { oldest: true },
    ...(topic !== undefined && { topic }),
    ...(topics !== undefined && { topics }),
    ...(partitions !== undefined && { partitions }),
    ...(key !== undefined && { key }),
    ...(filter !== undefined && { filter }),
  }
}

async function startsOf(ctx: ScanContext, { from }: TailRequest, bounds: readonly Bounds[]) {
  const ranges = bounds.map((of) => ({ ...of, start: of.logStart, end: visibleEnd(ctx, of), resume: null }))
  if (from !== undefined) return await cutNewest(ctx, from.newest, ranges)
  return new PartitionMap(ranges.map((range) => [range, range.end] as const))
}

function visibleEnd({ isolation }: ScanContext, { logStart, logEnd, lastStable }: Bounds): bigint {
  return higherOf(isolation === 'read_committed' ? lastStable : logEnd, logStart)
}

/** What no waiting mends is refused; a broker that is away may come back. */
function refuseForbidden({ missing }: ScanContext, partitions: number): void {
  const faults = missing.values()
  const [first] = faults
  const lasting = faults.every(({ code }) => code === 'NOT_AUTHORIZED' || code === 'NOT_SUPPORTED')
  if (first !== undefined && faults.length >= partitions && lasting) throw first
}
