import type { HistoryStore } from '../open-store.ts'
import type { StoreConnection } from '../store-connection.ts'
import { packBuckets } from './bucket-chunk.ts'
import { HOUR_MS, hourOf, LEVELS } from './history-levels.ts'
import { JournalRowReader, SEGMENT_SIZE } from './journal-row.ts'
import { BucketFold, bucketOf, foldAll } from './lag-bucket.ts'
import type { Turns } from './turns.ts'

/** A cycle that began before the hour was over may still be written. */
const LATE_MS = 60_000

interface Place {
  hour: number
  segment: number
}

/**
 * Rolls up one hour of one segment, the oldest that is over and was not rolled up. What was rolled up is noted in the
 * same transaction. False: there is none, or it could not be written.
 */
export async function rollUpNext(store: HistoryStore, now: number, turns: Turns): Promise<boolean> {
  const next = store.read((db) => nextToRoll(db, now))
  if (next === null) return false
  const { hour, segment, cluster } = next
  if (segment === null) return store.tryWrite((db) => note(db, hour, -1))
  const first = segment * SEGMENT_SIZE
  const rows = store.read((db) => journalRows(db, cluster, segment, [hour, hour + HOUR_MS]))
  const whole = store.read((db) => wholeSeries(db, first))
  const folds = Array.from({ length: SEGMENT_SIZE }, () => new BucketFold(LEVELS[0].stepMs))
  const lasts = new Map<number, number>()
  const reader = new JournalRowReader()
  for (const { at, data } of rows) {
    reader.read(data, (slot, cells, gap) => {
      lasts.set(slot, at)
      // Partitions are kept as samples only.
      if (whole.has(first + slot)) folds[slot]?.add(bucketOf(at, gap, cells))
    })
    await turns.next()
  }
  const chunks: { level: number; series: number; data: Uint8Array }[] = []
  for (const [slot, fold] of folds.entries()) {
    let buckets = fold.end()
    if (buckets.length === 0) continue
    for (const { level, stepMs } of LEVELS) {
      buckets = foldAll(buckets, stepMs)
      chunks.push({ level, series: first + slot, data: packBuckets(buckets, hour, stepMs) })
    }
    await turns.next()
  }
  return store.tryWrite((db) => {
    const insert = db.sql('INSERT OR REPLACE INTO lag_chunks (level, hour, series, data) VALUES (?, ?, ?, ?)')
    for (const { level, series, data } of chunks) insert.run(level, hour, series, data)
    const touch = db.sql('UPDATE lag_series SET last_at = ? WHERE id = ?')
    for (const [slot, at] of lasts) touch.run(at, first + slot)
    note(db, hour, segment)
  })
}

/** How far it is: hours before this one are rolled up wholly. */
export function rolled(db: StoreConnection): Place {
  const row = db.sql('SELECT hour, segment FROM lag_rolled').get()
  return { hour: Number(row?.hour), segment: Number(row?.segment) }
}

/** Rows of the journal of one segment, which is of one cluster, in `[from, to)`, in the order of being written. */
export function journalRows(
  db: StoreConnection,
  cluster: string,
  segment: number,
  [from, to]: readonly [number, number],
): { at: number; data: Uint8Array }[] {
  return db
    .sql(
      `SELECT j.at, j.data FROM lag_cycles c CROSS JOIN lag_journal j ON j.at = c.at AND j.segment = ?
       WHERE c.at >= ? AND c.at < ? AND c.cluster = ? ORDER BY c.at`,
    )
    .all(segment, from, to, cluster)
    .map(({ at, data }) => ({ at: Number(at), data: data as Uint8Array }))
}

/** The segment to be rolled up next; null for the segment: the hour before is done. */
function nextToRoll(
  db: StoreConnection,
  now: number,
): { hour: number; segment: number | null; cluster: string } | null {
  const { hour, segment } = rolled(db)
  const cycle = db.sql('SELECT at FROM lag_cycles WHERE at >= ? ORDER BY at LIMIT 1').get(hour)
  if (cycle === undefined || Number(cycle.at) >= hourOf(now - LATE_MS)) return null
  const found = hourOf(Number(cycle.at))
  const next = db
    .sql('SELECT id, cluster FROM lag_series WHERE id >= ? ORDER BY id LIMIT 1')
    .get(found === hour ? (segment + 1) * SEGMENT_SIZE : 0)
  if (next === undefined) return { hour: found + HOUR_MS, segment: null, cluster: '' }
  return { hour: found, segment: Math.floor(Number(next.id) / SEGMENT_SIZE), cluster: String(next.cluster) }
}

function note(db: StoreConnection, hour: number, segment: number): void {
  db.sql('UPDATE lag_rolled SET hour = ?, segment = ?').run(hour, segment)
}

function wholeSeries(db: StoreConnection, first: number): Set<number> {
  const rows = db
    .sql('SELECT id FROM lag_series WHERE id BETWEEN ? AND ? AND part = -1')
    .all(first, first + SEGMENT_SIZE - 1)
  return new Set(rows.map(({ id }) => Number(id)))
}
