import type { StoreConnection } from '../store-connection.ts'

export const HOUR_MS = 3_600_000
/** For so long each stretch is kept by itself; older ones are joined by the hour. */
const FINE_MS = 24 * HOUR_MS
const PIECES_A_STEP = 500
/** Bytes that a piece takes in one stretch, and once by itself, about. */
const SEEN_BYTES = 48
const PIECE_BYTES = 700

interface TrimOptions {
  now: number
  keepMs: number
  maxBytes: number
}

/** One step of what is due, the oldest first; false: nothing is. Within a transaction. */
export function trimNext(db: StoreConnection, { now, keepMs, maxBytes }: TrimOptions): boolean {
  const oldest = db.sql('SELECT cluster, at FROM evidence_times ORDER BY at LIMIT 1').get()
  if (oldest === undefined) return false
  const { cluster, at } = oldest
  if (Number(at) + HOUR_MS < now - keepMs || usedBytes(db) > maxBytes)
    return dropTime(db, Number(cluster), Number(at))
  return joinHour(db, now) || dropPieces(db, now - keepMs - HOUR_MS)
}

function usedBytes(db: StoreConnection): number {
  const seen = db.number('SELECT coalesce(sum(evidence), 0) FROM evidence_times')
  // Ids are given one after the other, so that no table has to be counted.
  const ids = db.sql('SELECT coalesce(max(id) - min(id) + 1, 0) AS n FROM evidence_rows').get()
  return seen * SEEN_BYTES + Math.min(Number(ids?.n ?? 0), seen) * PIECE_BYTES
}

function dropTime(db: StoreConnection, cluster: number, at: number): true {
  db.sql('DELETE FROM evidence_seen WHERE cluster = ? AND at = ?').run(cluster, at)
  db.sql('DELETE FROM evidence_times WHERE cluster = ? AND at = ?').run(cluster, at)
  return true
}

function joinHour(db: StoreConnection, now: number): boolean {
  const fine = db
    .sql(`SELECT cluster, at FROM evidence_times WHERE at < ? AND at % ${HOUR_MS} <> 0 ORDER BY at LIMIT 1`)
    .get(now - FINE_MS)
  if (fine === undefined) return false
  const [cluster, at] = [Number(fine.cluster), Number(fine.at)]
  const hour = Math.floor(at / HOUR_MS) * HOUR_MS
  db.sql(
    `INSERT INTO evidence_seen (cluster, at, piece, until_ms, seen, records, bytes, markers, looked)
     SELECT cluster, ?3, piece, until_ms + at - ?3, seen, records, bytes, markers, looked
     FROM evidence_seen WHERE cluster = ?1 AND at = ?2
     ON CONFLICT (cluster, at, piece) DO UPDATE SET
       until_ms = max(until_ms, excluded.until_ms), seen = seen + excluded.seen,
       records = coalesce(records + excluded.records, records, excluded.records),
       bytes = coalesce(bytes + excluded.bytes, bytes, excluded.bytes),
       markers = coalesce(markers + excluded.markers, markers, excluded.markers),
       looked = coalesce(looked + excluded.looked, looked, excluded.looked)`,
  ).run(cluster, at, hour)
  db.sql(
    `INSERT INTO evidence_times (cluster, at, evidence, rates)
     SELECT ?1, ?3, (SELECT count(*) FROM evidence_seen WHERE cluster = ?1 AND at = ?3), rates
     FROM evidence_times WHERE cluster = ?1 AND at = ?2
     ON CONFLICT (cluster, at) DO UPDATE SET
       evidence = excluded.evidence, rates = coalesce(rates, excluded.rates)`,
  ).run(cluster, at, hour)
  return dropTime(db, cluster, at)
}

function dropPieces(db: StoreConnection, before: number): boolean {
  const { changes } = db
    .sql('DELETE FROM evidence_rows WHERE id IN (SELECT id FROM evidence_rows WHERE last_at < ? LIMIT ?)')
    .run(before, PIECES_A_STEP)
  return Number(changes) > 0
}
