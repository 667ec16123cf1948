import type { ScanNote, ScanPosition, ScanRequest } from '@sluice/shared/messages'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { AnswerPool } from '../answer-pool.ts'
import type { BufferShares } from '../buffer-shares.ts'
import { type FindBookmark, noBookmarks } from '../named-places.ts'
import { NoteBook } from '../note-book.ts'
import { higherOf } from '../offset-order.ts'
import { PartitionMap } from '../partition-map.ts'
import { choosePartitions, describeTopics, readBounds } from '../resolve-bounds.ts'
import { resolveRanges } from '../resolve-range.ts'
import { type ScanContext, ScanStop } from '../scan-context.ts'
import { SCAN_LIMITS } from '../scan-limits.ts'
import type { PlannedRange } from '../scan-plan.ts'
import type { OpenTransactions } from '../transactions/fates.ts'
import { type LogVisitor, readLanes, type WalkProgress } from './read-lanes.ts'

export type { LogVisitor, WalkedLane, WalkProgress } from './read-lanes.ts'

export interface LogWalkDeps {
  gateway: KafkaGateway
  buffers: BufferShares
  /** Cuts that positions may name; left out: none can be looked up. */
  bookmarks?: FindBookmark
  now: () => number
}

export interface LogWalkCall {
  cluster: string
  topic: string
  partitions?: readonly number[]
  /** Places to be resolved to one offset a partition; null: the end of what may be seen. */
  cuts: readonly (ScanPosition | null)[]
  deadlineMs: number
}

/** One partition that will be walked: what may be seen of it, and where each cut falls. */
export interface WalkLane {
  partition: number
  logStart: bigint
  /** The last stable offset. */
  end: bigint
  cuts: bigint[]
}

/** A topic read from its log start, each partition in the order of its offsets; every record once, in one pass. */
export interface LogWalk {
  topicId: string | null
  lanes: readonly WalkLane[]
  /** Partitions that a cut says nothing of. */
  leftOut: number
  /** Notes so far, each once. */
  notes(): ScanNote[]
  missing(): readonly { partition: number | null; fault: KafkaFault }[]
  /** Reads each lane up to its place in `until`; tells how far it is each time something arrived. */
  read(visitor: LogVisitor, until: readonly bigint[]): AsyncGenerator<WalkProgress, void, void>
  close(): void
}

export type OpenLogWalk = typeof openLogWalk

/** Freezes the ends of a walk. Rejects where the topic cannot be read at all; close it in any case. */
export async function openLogWalk(
  deps: LogWalkDeps,
  call: LogWalkCall,
  signal: AbortSignal,
): Promise<LogWalk> {
  const ctx = contextOf(deps, call, signal)
  try {
    const { topicId, ranges, lanes, leftOut } = await resolve(ctx, call)
    return {
      topicId,
      lanes,
      leftOut,
      notes: () => ctx.notes.drain(),
      missing: () => [...ctx.missing.entries()].map(([{ partition }, fault]) => ({ partition, fault })),
      read: (visitor, until) =>
        readLanes(
          ctx,
          ranges.map((range, at) => ({ ...range, end: until[at] ?? range.end })),
          visitor,
        ),
      close: () => close(ctx),
    }
  } catch (error) {
    close(ctx)
    if (ctx.stop.reason !== 'deadline') throw error
    const message = `The cluster did not say in time where topic "${call.topic}" begins and ends. Try again.`
    throw new KafkaFault('BROKER_TIMEOUT', message, { cause: error })
  }
}

async function resolve(ctx: ScanContext, { topic, partitions, cuts }: LogWalkCall) {
  const [described] = await describeTopics(ctx)
  if (described === undefined) throw new KafkaFault('INTERNAL', `Kafka said nothing of topic "${topic}".`)
  const requests = cuts.map((cut): ScanRequest => {
    return {
      topic,
      from: { oldest: true },
      isolation: 'read_committed',
      ...(partitions === undefined ? {} : { partitions: [...partitions] }),
      ...(cut === null ? {} : { to: cut }),
    }
  })
  const chosen = requests.map((request) => choosePartitions(request, described))
  const [first = [], ...others] = chosen
  const inAll = first.filter(({ partition }) =>
    others.every((ids) => ids.some((id) => id.partition === partition)),
  )
  const bounds = [...(await readBounds(ctx, [described], inAll)).values()]
  const ends: PartitionMap<PlannedRange>[] = []
  for (const request of requests) {
    // What is held back would be noted once for each cut.
    const resolved = await resolveRanges({ ...ctx, notes: new NoteBook() }, request, bounds, [described])
    ends.push(new PartitionMap(resolved.map((range) => [range, range])))
  }
  const ranges: PlannedRange[] = []
  const lanes: WalkLane[] = []
  for (const { topic, partition, logStart, logEnd, lastStable } of bounds) {
    const id = { topic, partition }
    const found = ends.flatMap((end) => end.get(id) ?? [])
    if (found.length < ends.length) continue
    const end = higherOf(lastStable, logStart)
    ranges.push({ ...id, start: logStart, end, logStart, logEnd, lastStable, resume: null })
    const cuts = found.map((range) => range.end)
    lanes.push({ partition, logStart, end, cuts })
    if (lastStable < logEnd && cuts.includes(end)) {
      ctx.notes.stretch('open-transaction', id, lastStable, logEnd - 1n)
    }
  }
  const lost = bounds.filter((id) => ctx.missing.has(id)).length
  const all = partitions?.length ?? described.partitions.length
  const unread = inAll.length - bounds.length
  return { topicId: described.topicId, ranges, lanes, leftOut: all - lanes.length - unread - lost }
}

function contextOf(deps: LogWalkDeps, call: LogWalkCall, signal: AbortSignal): ScanContext {
  const { gateway, buffers, now, bookmarks = noBookmarks } = deps
  const limits = { ...SCAN_LIMITS, deadlineMs: call.deadlineMs }
  const buffer = buffers.enter(limits.bufferBytes)
  return {
    gateway,
    topics: [call.topic],
    isolation: 'read_committed',
    limits,
    buffer,
    answers: new AnswerPool(() => limits.bufferBytes * buffer.part),
    sifter: null,
    bookmark: (id) => bookmarks(call.cluster, id),
    check: null,
    stop: new ScanStop(signal, limits.deadlineMs),
    now,
    startedAt: now(),
    notes: new NoteBook(),
    missing: new PartitionMap<KafkaFault>(),
    tally: { records: 0, matched: 0, bytes: 0, filterErrors: 0, undecodable: 0 },
    open: new PartitionMap<OpenTransactions>(),
  }
}

function close(ctx: ScanContext): void {
  ctx.stop.end('cancelled')
  ctx.buffer.leave()
  ctx.answers?.close()
}
