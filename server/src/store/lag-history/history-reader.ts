import type { StoreConnection } from '../store-connection.ts'
import { unpackBuckets } from './bucket-chunk.ts'
import { DAY_MS, HOUR_MS, hourOf, LEVELS, MINUTE_MS } from './history-levels.ts'
import { JournalRowReader, SEGMENT_SIZE } from './journal-row.ts'
import { bucketOf, foldAll, type LagBucket } from './lag-bucket.ts'
import { journalRows, rolled } from './roll-up.ts'
import { findSeries, type KnownSeries } from './series-book.ts'
import type { SeriesName } from './series-name.ts'

export interface HistoryQuery extends SeriesName {
  cluster: string
  /** Epoch milliseconds, half open. */
  from: number
  to: number
  /** Points at most. */
  points: number
  /** Not finer than this; null: as fine as it fits. */
  stepMs: number | null
}

/** What is known of a series in a stretch of time. */
export interface SeriesHistory {
  /** Length of a bucket; null: samples as they were taken. */
  stepMs: number | null
  /** The first sample that is still kept; null: there is none. */
  firstAt: number | null
  /** In the order of time; where `gap` is set, nothing is known since the bucket before. */
  buckets: LagBucket[]
}

const SECOND_MS = 1000
/** Lengths of buckets that people know, beyond which it is whole days. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 20, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 20, 30].map((count) => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24].map((count) => count * HOUR_MS),
]

/** Reads a series at the finest resolution that fits into the points and that is still kept for all of the stretch. */
export function readSeries(db: StoreConnection, query: HistoryQuery): SeriesHistory {
  const series = findSeries(db, query.cluster, query)
  if (series === null) return { stepMs: null, firstAt: null, buckets: [] }
  const kept = keptRange(db)
  const firstAt = Math.max(series.firstAt, kept.from)
  const from = Math.max(query.from, firstAt)
  const to = Math.min(query.to, kept.to)
  if (from >= to) return { stepMs: query.stepMs, firstAt, buckets: [] }
  return { firstAt, ...readRange(db, series, { ...query, from, to }) }
}

function readRange(
  db: StoreConnection,
  series: KnownSeries,
  query: HistoryQuery,
): Pick<SeriesHistory, 'stepMs' | 'buckets'> {
  const { from, to } = query
  const rawFrom = numberOr(db, 'SELECT min(at) FROM lag_cycles', Number.MAX_SAFE_INTEGER)
  // A partition has no other history than its samples.
  if ((from >= rawFrom && (query.stepMs ?? 0) < MINUTE_MS) || query.partition !== null)
    return readSamples(db, series, { ...query, from: Math.max(from, rawFrom) })
  const openFrom = rolled(db).hour
  const oldest = `SELECT min(hour) FROM lag_chunks WHERE level = ${LEVELS[0].level}`
  const whole = hourOf(from) >= numberOr(db, oldest, openFrom)
  const wanted = Math.max(query.stepMs ?? 0, (to - from) / query.points)
  const step = stepOf(Math.max(wanted, LEVELS[0].stepMs), LEVELS[0].stepMs)
  const level = whole && step % LEVELS[1].stepMs !== 0 ? LEVELS[0] : LEVELS[1]
  const stepMs = level === LEVELS[0] ? step : stepOf(Math.max(wanted, level.stepMs), level.stepMs)
  const buckets = foldAll(readHours(db, series, query, { openFrom, level }), stepMs)
  return { stepMs, buckets: within(buckets, query, stepMs) }
}

function readSamples(
  db: StoreConnection,
  series: KnownSeries,
  query: HistoryQuery,
): Pick<SeriesHistory, 'stepMs' | 'buckets'> {
  const hours: LagBucket[] = []
  let lost = false
  for (let hour = hourOf(query.from); hour < query.to; hour += HOUR_MS) {
    const read = readJournal(db, series.id, query.cluster, hour)
    lost = resume(read, lost)
    hours.push(...read.samples)
  }
  const samples = within(hours, query, 0)
  if (samples.length <= query.points && query.stepMs === null) return { stepMs: null, buckets: samples }
  const stepMs = stepOf(Math.max(query.stepMs ?? 0, (query.to - query.from) / query.points), 1)
  return { stepMs, buckets: within(foldAll(hours, stepMs), query, stepMs) }
}

function* readHours(
  db: StoreConnection,
  { id }: KnownSeries,
  { cluster, from, to }: HistoryQuery,
  { openFrom, level }: { openFrom: number; level: (typeof LEVELS)[number] },
): Iterable<LagBucket> {
  const chunk = db.sql('SELECT data FROM lag_chunks WHERE level = ? AND hour = ? AND series = ?')
  let damaged = false
  for (let hour = hourOf(from); hour < to; hour += HOUR_MS) {
    if (hour >= openFrom) {
      const read = readJournal(db, id, cluster, hour)
      damaged = resume(read, damaged)
      yield* read.samples
      continue
    }
    const row = chunk.get(level.level, hour, id)
    const buckets = row === undefined ? [] : bucketsOf(row.data as Uint8Array, hour, level.stepMs)
    const [first] = buckets ?? []
    if (damaged && first !== undefined) first.gap = true
    damaged = buckets === null || (damaged && first === undefined)
    if (buckets !== null) yield* buckets
  }
}

/** Null: the row is damaged, and nothing is known of its hour. */
function bucketsOf(data: Uint8Array, hour: number, stepMs: number): LagBucket[] | null {
  try {
    return unpackBuckets(data, hour, stepMs)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

interface JournalHour {
  samples: LagBucket[]
  /** A damaged row has left nothing behind it. */
  lost: boolean
}

/** Marks the gap behind an hour that ended with a damaged row, and tells whether it goes on beyond this one. */
function resume({ samples, lost }: JournalHour, before: boolean): boolean {
  const [first] = samples
  if (before && first !== undefined) first.gap = true
  return lost || (before && first === undefined)
}

function readJournal(db: StoreConnection, id: number, cluster: string, hour: number): JournalHour {
  const samples: LagBucket[] = []
  const slot = id % SEGMENT_SIZE
  const reader = new JournalRowReader(slot)
  for (const { at, data } of journalRows(db, cluster, Math.floor(id / SEGMENT_SIZE), [hour, hour + HOUR_MS]))
    reader.read(data, (_, cells, gap) => samples.push(bucketOf(at, gap, cells)))
  return { samples, lost: reader.isLost(slot) }
}

/** A bucket that the stretch begins in is part of it. */
function within(buckets: readonly LagBucket[], { from, to }: HistoryQuery, stepMs: number): LagBucket[] {
  return buckets.filter(({ at }) => at > from - Math.max(stepMs, 1) && at < to)
}

/** The shortest length that people know which is at least as long, and a multiple of what there is. */
function stepOf(atLeast: number, multipleOf: number): number {
  const known = STEPS.find((step) => step >= atLeast && step % multipleOf === 0)
  return known ?? Math.ceil(atLeast / DAY_MS) * DAY_MS
}

/** Whatever is asked for, nothing lies outside of this. */
function keptRange(db: StoreConnection): { from: number; to: number } {
  const coarsest = LEVELS[LEVELS.length - 1]?.level
  const chunks = `SELECT min(hour) FROM lag_chunks WHERE level = ${coarsest}`
  const cycles = numberOr(db, 'SELECT min(at) FROM lag_cycles', Number.MAX_SAFE_INTEGER)
  return {
    from: Math.min(numberOr(db, chunks, cycles), cycles),
    to: Math.max(numberOr(db, 'SELECT max(at) FROM lag_cycles', 0) + 1, rolled(db).hour),
  }
}

function numberOr(db: StoreConnection, text: string, otherwise: number): number {
  const row = db.sql(text).get()
  const value = row === undefined ? null : Object.values(row)[0]
  return typeof value === 'number' ? value : otherwise
}
