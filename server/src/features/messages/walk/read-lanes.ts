import { setImmediate as breathe } from 'node:timers/promises'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { freeBytes } from '#records/free-bytes.ts'
import type { BatchHeader, LogRecord } from '#records/record.ts'
import { fetchRound } from '../fetch-round.ts'
import { fetchShare, lanesAtOnce } from '../forward-place.ts'
import { Lane } from '../lane.ts'
import { walkRecords } from '../record-walk.ts'
import { RoundsAhead, roundsHeld } from '../rounds-ahead.ts'
import type { ScanContext } from '../scan-context.ts'
import type { PlannedRange } from '../scan-plan.ts'
import { reportTo } from '../walk-notes.ts'

/** A lane by its place among those of the walk. */
export type WalkedLane = number

/** Told of all that stands in the log, each lane in the order of its offsets. */
export interface LogVisitor {
  /** Its parts are views that hold until this returns. */
  record(lane: WalkedLane, record: LogRecord, header: BatchHeader): void
  /** Offsets without a record that are no markers of transactions; both inclusive. */
  hole(lane: WalkedLane, from: bigint, to: bigint): void
}

export interface WalkProgress {
  done: bigint
  total: bigint
  records: number
  bytes: number
}

/** Records after which other requests have their turn. */
const RECORDS_A_TURN = 20_000

/** Rejects when it is stopped; a lane that cannot be read to its end is missing, and the others go on. */
export async function* readLanes(
  ctx: ScanContext,
  ranges: readonly PlannedRange[],
  visitor: LogVisitor,
): AsyncGenerator<WalkProgress, void, void> {
  const bytes = fetchShare(ctx, ranges.length, { rounds: roundsHeld(ctx), held: false })
  const lanes = ranges.map((range) => {
    const { start: from, end, lastStable } = range
    return new Lane({
      id: range,
      from,
      end,
      lastStable,
      fetchBytes: bytes.first,
      fetchBytesMax: bytes.max,
    })
  })
  const places = new Map(lanes.map((lane, at) => [lane, at]))
  const fetch = turns(ctx, lanes)
  const rounds = new RoundsAhead(ctx, lanes, { fetch, alone: 1 })
  const total = ranges.reduce((sum, { start, end }) => sum + (end - start), 0n)
  const walked = ranges.map(({ start }) => start)
  for (;;) {
    const left = lanes.some((lane, at) => lane.fetchable || (walked[at] ?? 0n) < lane.fetchAt)
    if (!left) return
    for (const lane of await nextRound(ctx, rounds)) {
      const at = places.get(lane) ?? 0
      await walkChunks(ctx, lane, at, visitor)
      walked[at] = lane.fetchAt
    }
    for (const [at, lane] of lanes.entries()) if (lane.chunks.length === 0) walked[at] = lane.fetchAt
    const done = walked.reduce((sum, to, at) => sum + (to - (ranges[at]?.start ?? to)), 0n)
    yield { done, total, records: ctx.tally.records, bytes: ctx.tally.bytes }
  }
}

async function nextRound(ctx: ScanContext, rounds: RoundsAhead): Promise<readonly Lane[]> {
  try {
    return await rounds.next()
  } catch (error) {
    if (ctx.stop.reason !== 'deadline') throw error
    const message = `Reading took longer than ${Math.round(ctx.limits.deadlineMs / 60_000)} minutes and was ended. Choose fewer partitions, or an earlier point.`
    throw new KafkaFault('BROKER_TIMEOUT', message, { cause: error })
  }
}

/** Lanes that are too many for one round have theirs by turns. */
function turns(ctx: ScanContext, all: readonly Lane[]): () => Promise<void> {
  let turn = 0
  return async () => {
    const lanes = all.filter((lane) => lane.fetchable)
    const most = lanesAtOnce(ctx, roundsHeld(ctx))
    if (lanes.length <= most) return await fetchRound(ctx, lanes)
    const from = turn % lanes.length
    turn = from + most
    await fetchRound(ctx, [...lanes.slice(from), ...lanes.slice(0, from)].slice(0, most))
  }
}

async function walkChunks(ctx: ScanContext, lane: Lane, at: WalkedLane, visitor: LogVisitor): Promise<void> {
  const { notes, tally, answers, stop } = ctx
  const noted = reportTo(notes, tally, lane)
  const report = {
    ...noted,
    gap: (from: bigint, to: bigint) => visitor.hole(at, from, to),
    marker: () => {},
  }
  for (let chunk = lane.chunks.shift(); chunk !== undefined; chunk = lane.chunks.shift()) {
    let turn = 0
    for (const { record, header } of walkRecords(chunk, { end: lane.end, report, left: freeBytes })) {
      visitor.record(at, record, header)
      turn += 1
      if (turn % RECORDS_A_TURN === 0) await breathe(undefined, { signal: stop.signal })
    }
    answers?.release(chunk.bytes)
    await breathe(undefined, { signal: stop.signal })
  }
}
