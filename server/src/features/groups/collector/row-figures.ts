import type { TimeLag } from '@sluice/shared/groups-state'
import { drainEta } from '../figures/drain-eta.ts'
import { interpolateAge } from '../figures/interpolate.ts'
import type { NextRecord, NextRecordAsk, NextRecords } from '../figures/next-record.ts'
import { slopeOf } from '../figures/slope.ts'
import { NO_TIME_LAG, timeLagOf } from '../figures/time-lag.ts'
import { timeToLossMs } from '../figures/time-to-loss.ts'
import { commitIntervalMs } from '../figures/track.ts'
import type { LagMemory } from './lag-memory.ts'
import { isUnknown, isZero } from './offset-words.ts'
import { NONE } from './row-marks.ts'
import { packTime } from './row-time.ts'
import { later } from './row-view.ts'
import type { SampleRing } from './sample-rings.ts'

export interface FigureOptions {
  now: number
  windowMs: number
  intervalMs: number
  next: NextRecords
  /** Somebody looks at the group: its figures may cost more. */
  watched: boolean
}

const SAMPLES_IN_WINDOW = 60
/** The cost of a slope grows with their square. */
const SLOPE_SAMPLES = 20
const SLOPE_SAMPLES_WATCHED = 60
const SLOPES_EVERY_CYCLES = 3
/** Shortest time over which a slope is told, as a share of the window: two minutes of ten. */
const SPAN_SHARE = 0.2
const NO_TIME = packTime(NO_TIME_LAG)

/** The place of a row, as the next unread record is asked for there; null where nothing is unread. */
export function askOf(
  { rows, book }: LagMemory,
  row: number,
  { commit, end }: { commit: bigint; end: bigint },
): NextRecordAsk | null {
  const part = rows.part[row] ?? -1
  const position = later(commit, book.start[part] ?? NONE)
  if (commit === NONE || end <= position) return null
  const topic = book.topicOfPart(part)
  return { topic: topic.name, topicId: topic.topicId, partition: book.number[part] ?? 0, position, end }
}

/** What is known of the next unread record of a row; only rows that were asked for are looked up. */
export function nextOf(memory: LagMemory, row: number, next: NextRecords): NextRecord | null {
  if (memory.rows.asked[row] !== 1) return null
  const commit = memory.rows.pending[row] ?? NONE
  const ask = askOf(memory, row, { commit, end: memory.rows.stable[row] ?? NONE })
  const known = ask === null ? null : next.known(ask)
  if (ask === null || (known === null && next.bound(ask) === null)) memory.rows.asked[row] = 0
  return known
}

/** Figures of a row in time: the age of what is next, how fast it moves, when it is done, when it is lost. */
export function figureRow(
  memory: LagMemory,
  row: number,
  nextRecord: NextRecord | null,
  options: FigureOptions,
): void {
  const { rows } = memory
  const { lag } = rows.words
  const ring = sample(memory, row, options)
  if (isUnknown(lag, row) || isZero(lag, row)) {
    rows.timeMs[row] = Number.NaN
    rows.timeCode[row] = NO_TIME
    rows.timeToLoss[row] = Number.NaN
    if (ring !== null) ring.eta = null
    return
  }
  const time = timeOfRow(memory, row, nextRecord, ring, options)
  rows.timeMs[row] = time.ms ?? Number.NaN
  rows.timeCode[row] = packTime(time)
  rows.timeToLoss[row] = lossOf(memory, row, time) ?? Number.NaN
  if (ring !== null) forecast(memory, row, ring, options)
}

function sample(memory: LagMemory, row: number, { now, windowMs }: FigureOptions): SampleRing | null {
  const { rows, rings } = memory
  const { lag } = rows.words
  if (isUnknown(lag, row)) return rings.at(rows.ring[row] ?? -1)
  const quiet = isZero(lag, row) && !(now - (rows.movedAt[row] ?? Number.NaN) < windowMs)
  if (quiet) {
    rings.release(rows.ring[row] ?? -1)
    rows.ring[row] = -1
    return null
  }
  if ((rows.ring[row] ?? -1) < 0) rows.ring[row] = rings.take()
  const index = rows.ring[row] ?? -1
  if (index < 0) return null
  const [commit, end] = [rows.committed[row] ?? NONE, rows.stable[row] ?? NONE]
  rings.push(index, { at: now, commit, end }, windowMs / SAMPLES_IN_WINDOW)
  return rings.at(index)
}

function timeOfRow(
  memory: LagMemory,
  row: number,
  next: NextRecord | null,
  ring: SampleRing | null,
  { now, next: nextRecords }: FigureOptions,
): TimeLag {
  const { rows, book } = memory
  if (next === null && ring === null && rows.asked[row] !== 1) return NO_TIME_LAG
  const exact = next?.kind === 'record' && next.timestamp !== null
  const place = { commit: rows.committed[row] ?? NONE, end: rows.stable[row] ?? NONE }
  const ask = exact || rows.asked[row] !== 1 ? null : askOf(memory, row, place)
  const probe = ask === null ? null : nextRecords.bound(ask)
  const position = later(rows.committed[row] ?? NONE, book.start[rows.part[row] ?? -1] ?? NONE)
  const interpolated = exact || ring === null ? null : interpolateAge(ring.ends, position, now)
  return timeLagOf({ now, lag: rows.lag[row] ?? NONE, phantom: false, next, probe, interpolated })
}

function lossOf({ rows, book }: LagMemory, row: number, time: TimeLag): number | null {
  const part = rows.part[row] ?? -1
  const { cleanup, retentionMs, retentionBytes, avgBytes } = book.topicOfPart(part)
  if (time.ms === null && avgBytes === null) return null
  const produceRate = rows.produceRate[row] ?? Number.NaN
  return timeToLossMs({
    cleanupPolicy: cleanup,
    retentionMs,
    retentionBytes,
    time,
    lagToEnd: rows.lag[row] ?? NONE,
    avgBytes,
    produceRate: Number.isNaN(produceRate) ? null : produceRate,
  })
}

function forecast(memory: LagMemory, row: number, ring: SampleRing, options: FigureOptions): void {
  const { now, windowMs, intervalMs, watched } = options
  const every = watched ? 0 : SLOPES_EVERY_CYCLES * intervalMs
  if (now - ring.slopesAt >= every) {
    const limits = {
      minSpanMs: windowMs * SPAN_SHARE,
      maxSamples: watched ? SLOPE_SAMPLES_WATCHED : SLOPE_SAMPLES,
    }
    ring.slopesAt = now
    ring.commitSlope = slopeOf(ring.commits, limits)
    ring.endSlope = slopeOf(ring.ends, limits)
    ring.commitEveryMs = commitIntervalMs(ring.commits)
  }
  ring.eta = drainEta(
    {
      lag: memory.rows.lag[row] ?? null,
      commits: ring.commitSlope,
      produced: ring.endSlope,
      commitEveryMs: ring.commitEveryMs,
      sampleEveryMs: intervalMs,
    },
    memory.book.name(memory.rows.part[row] ?? -1),
  )
}
