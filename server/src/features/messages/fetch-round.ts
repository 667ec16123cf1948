import { setTimeout as sleep } from 'node:timers/promises'
import type {
  FetchedPartition,
  IsolationLevel,
  OffsetAnswer,
  Outcome,
  TopicPartitionId,
} from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { Lane } from './lane.ts'
import { lowerOf } from './offset-order.ts'
import { type Chunk, lastOffsetOf } from './record-walk.ts'
import type { ScanContext } from './scan-context.ts'
import { Fates } from './transactions/fates.ts'
import { fetchLevel, reachOf, suits } from './transactions/read-level.ts'

/** Asked alone at once, because a partition asked alone gets its first batch whole, however large. */
const ALONE_MAX = 8
/** Empty answers, the later ones to the lane alone, after which nothing is there. */
const EMPTY_MAX = 3
const BACKOFF_MS = 100
const BACKOFF_MAX_MS = 1_000

const RETRYABLE = new Set<string>(['LEADER_UNAVAILABLE', 'BROKER_TIMEOUT', 'CLUSTER_UNREACHABLE'])

/**
 * Asks once for more of each lane that may be asked now. A fault is the lane's own: retried by later rounds, then the
 * lane is given up. Rejects only when the scan is stopped.
 */
export async function fetchRound(ctx: ScanContext, lanes: readonly Lane[]): Promise<void> {
  const fetchable = lanes.filter((lane) => lane.fetchable)
  if (fetchable.length === 0) return
  const due = fetchable.filter((lane) => lane.retryAt <= ctx.now())
  if (due.length === 0) {
    const earliest = fetchable.reduce((at, lane) => Math.min(at, lane.retryAt), Number.POSITIVE_INFINITY)
    await sleep(Math.max(1, earliest - ctx.now()), undefined, { signal: ctx.stop.signal })
    return
  }
  const hungry = due.filter((lane) => lane.emptyAnswers > 0).slice(0, ALONE_MAX)
  const together = due.filter((lane) => lane.emptyAnswers === 0)
  const alike = Map.groupBy(together, (lane) => fetchLevel(ctx.isolation, lane)).values()
  await Promise.all([...alike, ...hungry.map((lane) => [lane])].map((group) => ask(ctx, group)))
}

/** Lanes that are fetched alike. */
async function ask(ctx: ScanContext, lanes: readonly Lane[]): Promise<void> {
  const askedAt = ctx.now()
  const [first] = lanes
  if (first === undefined) return
  const outcomes = await fetchAll(ctx, lanes, fetchLevel(ctx.isolation, first))
  const moved: Lane[] = []
  for (const [index, lane] of lanes.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined) continue
    if (outcome.ok) accept(ctx, lane, outcome.value)
    else if (outcome.fault.code === 'OFFSET_OUT_OF_RANGE') moved.push(lane)
    else fail(ctx, lane, outcome.fault, askedAt)
  }
  if (moved.length > 0) await relocate(ctx, moved, askedAt)
}

async function fetchAll(
  ctx: ScanContext,
  lanes: readonly Lane[],
  isolation: IsolationLevel,
): Promise<Outcome<FetchedPartition, TopicPartitionId>[]> {
  const { limits, buffer } = ctx
  const share = (bytes: number) => Math.max(1, Math.floor(bytes * buffer.part))
  const requests = lanes.map(({ topic, partition, fetchAt, fetchBytes }) => {
    return { topic, partition, offset: fetchAt, maxBytes: share(fetchBytes) }
  })
  try {
    return await ctx.gateway.fetch(requests, {
      isolation,
      maxWaitMs: limits.fetchWaitMs,
      maxBytes: share(Math.max(limits.bufferBytes, limits.fetchBytes)),
      timeoutMs: limits.callTimeoutMs,
      signal: ctx.stop.signal,
      ...(ctx.answers !== null && { memory: ctx.answers }),
    })
  } catch (error) {
    return everyItem(ctx, lanes, error)
  }
}

/** A call that failed as a whole failed for each item; anything but a fault of Kafka's ends the scan. */
function everyItem<T>(
  ctx: ScanContext,
  lanes: readonly Lane[],
  error: unknown,
): Outcome<T, TopicPartitionId>[] {
  if (ctx.stop.reason !== null || !(error instanceof KafkaFault)) throw error
  return lanes.map(({ topic, partition }) => ({ ok: false, fault: error, topic, partition }))
}

function accept(ctx: ScanContext, lane: Lane, answer: FetchedPartition): void {
  ctx.tally.bytes += answer.records.length
  if (!suits(ctx.isolation, lane, answer)) return
  const batches = startsWhole(answer.records)
    ? [...readBatches(answer.records, { crc: ctx.check === null ? true : 'unconfirmed' })]
    : []
  const last = batches.at(-1)
  if (last === undefined || lastOffsetOf(last) < lane.fetchAt) {
    acceptNothing(ctx, lane, answer)
    return
  }
  const until = lastOffsetOf(last) + 1n
  const chunk = {
    bytes: answer.records,
    from: lane.fetchAt,
    until,
    batches,
    clear: null,
    aborted: answer.aborted,
    fates: fatesOf(ctx, lane, batches),
  }
  ctx.answers?.hold(answer.records)
  lane.deliver(chunk, answer.records.length)
}

function fatesOf(ctx: ScanContext, lane: Lane, batches: Chunk['batches']): Fates {
  const { isolation, open } = ctx
  return new Fates({ isolation, level: fetchLevel(isolation, lane), batches, open: open.get(lane) ?? null })
}

/** Whether the first batch is there to its end; length, at byte 8, counts what follows it. */
function startsWhole(bytes: Buffer): boolean {
  return bytes.length >= 12 && 12 + bytes.readInt32BE(8) <= bytes.length
}

/**
 * No whole batch came. That alone never means the end: others may have used up the answer's bytes, or a new leader may
 * be behind. Where even the lane alone gets nothing although the broker's end is beyond, the rest of it is empty.
 */
function acceptNothing(ctx: ScanContext, lane: Lane, answer: FetchedPartition): void {
  const visibleEnd = ctx.isolation === 'read_committed' ? answer.lastStable : answer.highWatermark
  if (visibleEnd < lane.end) {
    const message = `Partition ${lane.partition} of "${lane.topic}" now ends at offset ${visibleEnd}, before ${lane.end} where it ended when the scan began: a replica that was behind may have become its leader.`
    fail(ctx, lane, new KafkaFault('LEADER_UNAVAILABLE', message), ctx.now())
    return
  }
  lane.emptyAnswers += 1
  lane.fetchBytes = lane.fetchBytesMax
  if (lane.emptyAnswers < EMPTY_MAX) return
  if (answer.records.length === 0) {
    const until = reachOf(ctx.isolation, lane)
    const { records: bytes } = answer
    const chunk = {
      bytes,
      from: lane.fetchAt,
      until,
      batches: [],
      clear: null,
      aborted: [],
      fates: fatesOf(ctx, lane, []),
    }
    lane.deliver(chunk, 0)
    return
  }
  const message = `Partition ${lane.partition} of "${lane.topic}" cannot be read from offset ${lane.fetchAt} on: the broker sends no whole batch.`
  giveUp(ctx, lane, new KafkaFault('RECORD_CORRUPT', message))
}

/** The offset is no longer in the log: retention removed it, or the log was cut by an unclean election. */
async function relocate(ctx: ScanContext, lanes: readonly Lane[], askedAt: number): Promise<void> {
  const starts = await earliestOf(ctx, lanes)
  for (const [index, lane] of lanes.entries()) {
    const outcome = starts[index]
    if (outcome === undefined) continue
    const start = outcome.ok ? outcome.value.offset : null
    if (start !== null && start > lane.fetchAt) {
      const to = lowerOf(start, lane.end)
      ctx.notes.stretch('log-start-moved', lane, lane.fetchAt, to - 1n)
      lane.movedStart = start
      lane.fetchAt = to
    } else fail(ctx, lane, outcome.ok ? logCut(lane) : outcome.fault, askedAt)
  }
}

async function earliestOf(
  ctx: ScanContext,
  lanes: readonly Lane[],
): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]> {
  const queries = lanes.map(({ topic, partition }) => ({ topic, partition, at: 'earliest' as const }))
  try {
    const { signal } = ctx.stop
    return await ctx.gateway.listOffsets(queries, { signal, timeoutMs: ctx.limits.callTimeoutMs })
  } catch (error) {
    return everyItem(ctx, lanes, error)
  }
}

function logCut(lane: Lane): KafkaFault {
  const message = `Offset ${lane.fetchAt} is no longer in partition ${lane.partition} of "${lane.topic}": its log was cut back since the scan began. Start a new scan.`
  return new KafkaFault('LEADER_UNAVAILABLE', message)
}

/** Puts off a passing fault; one that lasts, or cannot pass, makes the partition missing. */
function fail(ctx: ScanContext, lane: Lane, fault: KafkaFault, askedAt: number): void {
  lane.failingSince ??= askedAt
  if (!RETRYABLE.has(fault.code) || ctx.now() - lane.failingSince >= ctx.limits.retryMs) {
    giveUp(ctx, lane, fault)
    return
  }
  lane.retryAt = ctx.now() + Math.min(BACKOFF_MS * 2 ** lane.retries, BACKOFF_MAX_MS)
  lane.retries += 1
}

function giveUp(ctx: ScanContext, lane: Lane, fault: KafkaFault): void {
  lane.fault = fault
  ctx.missing.set(lane, fault)
}
