import { randomUUID } from 'node:crypto'
import type { StateFrame, StateRequest, StateSummary } from '@sluice/shared/replay-state'
import { STATE_KEYS_MAX } from '@sluice/shared/replay-state'
import type { LogWalk, OpenLogWalk, WalkProgress } from '#features/messages/walk/log-walk.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { countKeys, Kinds } from './count-keys.ts'
import { type Cut, positionOf, timeOf } from './cut.ts'
import { KeyTable } from './key-table.ts'
import { reducerOf } from './reducers.ts'
import { marksOf } from './state-marks.ts'
import { StatePass } from './state-pass.ts'
import type { StateShelf } from './state-shelf.ts'
import { readSettings, type TopicSettings } from './topic-settings.ts'

export interface BuildDeps {
  gateway: KafkaGateway
  openWalk(
    call: Parameters<OpenLogWalk>[1],
    gateway: KafkaGateway,
    signal: AbortSignal,
  ): ReturnType<OpenLogWalk>
  shelf: StateShelf
  now: () => number
  limits?: Partial<typeof BUILD_LIMITS>
}

export const BUILD_LIMITS = {
  keys: STATE_KEYS_MAX,
  keyBytes: 64 * 1024 * 1024,
  deadlineMs: 15 * 60_000,
  progressMs: 250,
}

export interface BuildCall {
  cluster: string
  requestId: string
  request: StateRequest
}

/**
 * Reads a topic once and keeps the last record of each key as of one point or two: `open`, progress, then `end` with
 * what was found. Reads no further than the frames are pulled.
 */
export async function* buildState(
  deps: BuildDeps,
  call: BuildCall,
  signal: AbortSignal,
): AsyncGenerator<StateFrame, void, void> {
  const { request } = call
  const { gateway, now } = deps
  const limits = { ...BUILD_LIMITS, ...deps.limits }
  const startedAt = now()
  const points = request.base === undefined ? [request.at] : [request.at, request.base]
  const settings = await readSettings(gateway, request.topic, signal)
  const { topic, partitions } = request
  const walk = await deps.openWalk(
    {
      topic,
      cluster: call.cluster,
      ...(partitions !== undefined && { partitions }),
      cuts: points.map(positionOf),
      deadlineMs: limits.deadlineMs,
    },
    gateway,
    signal,
  )
  try {
    const cuts = points.map(
      (point, at): Cut => ({
        offsets: walk.lanes.map((lane) => lane.cuts[at] ?? lane.end),
        time: timeOf(point),
      }),
    )
    const table = new KeyTable(points.length === 2 ? 2 : 1, limits)
    const logStarts = walk.lanes.map(({ logStart }) => logStart)
    const pass = new StatePass(table, { cuts, logStarts, reducer: reducerOf(request.reducer) })
    const ends = endsOf(walk, cuts, settings)
    const total = ends.reduce((sum, end, lane) => sum + (end - (logStarts[lane] ?? end)), 0n)
    yield { t: 'open', requestId: call.requestId, offsets: `${total}` }
    let last: WalkProgress = { done: 0n, total, records: 0, bytes: 0 }
    let toldAt = 0
    for await (const progress of walk.read(pass, ends)) {
      last = progress
      if (now() - toldAt < limits.progressMs) continue
      toldAt = now()
      yield progressFrame(progress, table.rows, now() - startedAt)
    }
    table.seal()
    const built = { startedAt, elapsedMs: now() - startedAt, read: last, walk, pass, cuts, ends, settings }
    yield { t: 'end', state: keep(deps, call, built) }
  } finally {
    walk.close()
  }
}

/**
 * Behind a cut by the log nothing matters, except where compaction may have taken from before it what stands there
 * again; by the times of records everything does.
 */
function endsOf(walk: LogWalk, cuts: readonly Cut[], settings: TopicSettings | null): bigint[] {
  const whole = settings?.compacted !== false || cuts.some(({ time }) => time !== null)
  return walk.lanes.map(({ logStart, end }, lane) => {
    if (whole) return end
    return cuts.reduce((most, { offsets }) => higher(most, offsets[lane] ?? end), logStart)
  })
}

function higher(a: bigint, b: bigint): bigint {
  return a < b ? b : a
}

function progressFrame({ done, total, records, bytes }: WalkProgress, keys: number, elapsedMs: number) {
  const offsets = { offsetsDone: `${done}`, offsetsTotal: `${total}` }
  return { t: 'progress' as const, ...offsets, records, bytes, keys, elapsedMs }
}

interface Built {
  startedAt: number
  elapsedMs: number
  read: WalkProgress
  walk: LogWalk
  pass: StatePass
  cuts: readonly Cut[]
  ends: readonly bigint[]
  settings: TopicSettings | null
}

function keep({ shelf }: BuildDeps, { cluster, request }: BuildCall, built: Built): StateSummary {
  const { walk, pass, cuts, read, elapsedMs, startedAt, settings, ends } = built
  const { table, tally } = pass
  const kinds = new Kinds(table, tally.lanes)
  const counts = countKeys(table, kinds)
  const missing = walk.missing()
  const { topic } = request
  const marks = marksOf({
    ...{ topic, settings, tally, counts, table, cuts, startedAt, elapsedMs },
    notes: walk.notes(),
    missing: missing.length,
    leftOut: walk.leftOut,
    logStarts: walk.lanes.map(({ logStart }) => logStart),
    ends: ends.map((_, lane) => walk.lanes[lane]?.end ?? 0n),
  })
  const [at = { live: 0, deleted: 0, unknown: 0 }, base = null] = counts.points
  const summary: StateSummary = {
    id: randomUUID().replaceAll('-', '').slice(0, 20),
    request,
    topicId: walk.topicId,
    builtAt: startedAt,
    elapsedMs,
    records: read.records,
    bytes: read.bytes,
    keys: table.rows,
    memory: table.bytes,
    lanes: walk.lanes.map(({ partition, logStart, end }, lane) => ({
      partition,
      logStart: `${logStart}`,
      logEnd: `${end}`,
      at: cutOf(cuts[0], lane),
      base: cutOf(cuts[1], lane),
      missingOffsets: `${tally.lanes[lane]?.missingOffsets ?? 0n}`,
      highestMissing: textOf(tally.lanes[lane]?.highestMissing),
    })),
    counts: at,
    baseCounts: base,
    changes: counts.changes,
    marks,
    missing: missing.map(({ partition, fault }) => ({ topic, partition, ...toItemFault(fault) })),
  }
  const partitions = walk.lanes.map(({ partition }) => partition)
  shelf.add({ cluster, summary, table, kinds, partitions, orders: new Map() })
  return summary
}

function cutOf(cut: Cut | undefined, lane: number): string | null {
  return cut === undefined || cut.time !== null ? null : textOf(cut.offsets[lane])
}

function textOf(offset: bigint | null | undefined): string | null {
  return offset == null ? null : `${offset}`
}
