import type { FetchedPartition, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { readBatches } from '#records/batch-reader.ts'
import { higherOf, lowerOf } from '../offset-order.ts'
import { lastOffsetOf } from '../record-walk.ts'
import { Fates } from '../transactions/fates.ts'
import { boundLevel } from '../transactions/read-level.ts'
import { failLane } from './fail-lane.ts'
import { inTime } from './in-time.ts'
import { placeLanes } from './place-lanes.ts'
import type { TailLane } from './tail-lane.ts'
import { type Arrival, rowsOfAll, rowsThatPass } from './tail-rows.ts'
import type { TailState } from './tail-state.ts'

interface LaneArrival extends Arrival {
  lane: TailLane
}

/** Asks one leader once for what is new in its lanes, and hands the rows of it on. Rejects only when the tail ends. */
export async function tailRound(state: TailState, lanes: readonly TailLane[]): Promise<void> {
  const unplaced = lanes.filter(({ next }) => next === null)
  if (unplaced.length > 0) await placeLanes(state, unplaced)
  const placed = lanes.filter(({ next }) => next !== null)
  const hungry = placed.filter((lane) => lane.hungry).slice(0, 1)
  const asked = hungry.length > 0 ? hungry : placed
  const outcomes = await fetchLanes(state, asked)
  const arrivals: LaneArrival[] = []
  const moved: TailLane[] = []
  for (const [index, lane] of asked.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined) continue
    if (outcome.ok) arrivals.push(...accept(state, lane, outcome.value))
    else if (outcome.fault.code === 'OFFSET_OUT_OF_RANGE') moved.push(lane)
    else failLane(state, lane, outcome.fault)
  }
  await handOn(state, arrivals)
  if (moved.length === 0) return
  // A topic of the same name that was created anew has other offsets: that must be known before any is asked for.
  await state.refresh()
  if (state.ended === null)
    await placeLanes(
      state,
      moved.filter((lane) => state.lanes.includes(lane)),
    )
}

async function fetchLanes(
  { ctx, limits }: TailState,
  lanes: readonly TailLane[],
): Promise<Outcome<FetchedPartition, TopicPartitionId>[]> {
  if (lanes.length === 0) return []
  const share = (bytes: number) => Math.max(1, Math.floor(bytes * ctx.buffer.part))
  const requests = lanes.map(({ topic, partition, next }) => {
    return { topic, partition, offset: next ?? 0n, maxBytes: share(limits.fetchBytes) }
  })
  try {
    return await ctx.gateway.fetch(requests, {
      isolation: boundLevel(ctx.isolation),
      maxWaitMs: limits.waitMs,
      maxBytes: share(limits.roundBytes),
      timeoutMs: limits.callTimeoutMs,
      signal: ctx.stop.signal,
      patient: true,
    })
  } catch (error) {
    if (ctx.stop.reason !== null || !(error instanceof KafkaFault)) throw error
    return lanes.map(({ topic, partition }) => ({ ok: false, fault: error, topic, partition }))
  }
}

function accept(state: TailState, lane: TailLane, answer: FetchedPartition): LaneArrival[] {
  const { ctx } = state
  const from = lane.next ?? 0n
  ctx.tally.bytes += answer.records.length
  lane.highWatermark = answer.highWatermark
  lane.visibleEnd = ctx.isolation === 'read_committed' ? answer.lastStable : answer.highWatermark
  lane.hungry = false
  recover(state, lane)
  const batches = startsWhole(answer.records) ? [...readBatches(answer.records, { crc: 'unconfirmed' })] : []
  const last = batches.at(-1)
  if (last === undefined || lastOffsetOf(last) < from) {
    lane.hungry = answer.records.length > 0
    return []
  }
  const { isolation } = ctx
  // What is still open as it comes will not stay so: only an end that is here already is told.
  const fates = new Fates({ isolation, level: boundLevel(isolation), batches, open: null })
  const { records: bytes, aborted } = answer
  const chunk = { bytes, from, until: lastOffsetOf(last) + 1n, batches, clear: null, aborted, fates }
  const { liveFrom } = lane
  const parts = [
    { chunk: { ...chunk, until: lowerOf(chunk.until, liveFrom) }, earlier: true },
    { chunk: { ...chunk, from: higherOf(from, liveFrom) }, earlier: false },
  ]
  return parts
    .filter((part) => part.chunk.from < part.chunk.until)
    .map((part) => ({ lane, id: lane, ...part }))
}

/** Whether the first batch is there to its end; length, at byte 8, counts what follows it. */
function startsWhole(bytes: Buffer): boolean {
  return bytes.length >= 12 && 12 + bytes.readInt32BE(8) <= bytes.length
}

async function handOn(state: TailState, arrivals: readonly LaneArrival[]): Promise<void> {
  if (arrivals.length === 0) return
  const { ctx, budget, outbox } = state
  const room = budget.left(ctx.now())
  // Reserved while verdicts are waited for: the rounds of other leaders run meanwhile.
  budget.spend(room)
  const found =
    ctx.check === null ? rowsOfAll(ctx, arrivals, room) : await rowsThatPass(ctx, arrivals, room, ctx.check)
  budget.spend(found.rows.length - room)
  ctx.stop.signal.throwIfAborted()
  state.seen += found.seen
  state.matched += found.matched
  state.earlier += found.earlier
  state.sampledOut += found.matched - found.rows.length
  for (const { lane, chunk } of arrivals) lane.next = chunk.until
  outbox.push(inTime(found.rows), ctx.now())
  state.wake()
}

function recover(state: TailState, lane: TailLane): void {
  const { failing, next } = lane
  if (failing === null) return
  lane.failing = null
  const failedMs = state.ctx.now() - failing.since
  if (failedMs >= state.limits.missingMs && next !== null) state.notes.resumed(lane, next, failedMs)
}
