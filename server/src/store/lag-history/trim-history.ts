import type { StoreConnection } from '../store-connection.ts'
import { HISTORY_KEPT_MS, HOUR_MS, hourOf, LEVELS, RAW_KEPT_MS } from './history-levels.ts'
import { rolled } from './roll-up.ts'

/** Rows that one step deletes: it is over within milliseconds. */
const ROWS_A_STEP = 500
const PAGES_A_STEP = 128
/** Events are few; a group that flaps without an end is bounded by this. */
const EVENTS_MAX = 200_000
/** Free pages are written again before the file grows, so they are given back only beyond this. */
const FREE_PAGES_MAX = 4_096

/** Bytes that hold something: what is free in the file is written again first. */
export function usedBytes(db: StoreConnection): number {
  const pages = db.number('PRAGMA page_count') - db.number('PRAGMA freelist_count')
  return pages * db.number('PRAGMA page_size')
}

/** Deletes one step of what is too old or too much, the finest of the oldest first; false: there is none. */
export function trimNext(db: StoreConnection, now: number, maxBytes: number): boolean {
  return trimOld(db, now) || (usedBytes(db) > maxBytes && trimFinest(db)) || trimEvents(db, now)
}

/** Gives a step of free pages back to the disk; false: there are few. Not within a transaction. */
export function shrinkNext(db: StoreConnection, maxBytes: number): boolean {
  const free = db.number('PRAGMA freelist_count')
  const bytes = db.number('PRAGMA page_count') * db.number('PRAGMA page_size')
  if (free === 0 || (free < FREE_PAGES_MAX && bytes <= maxBytes)) return false
  db.run(`PRAGMA incremental_vacuum(${PAGES_A_STEP})`)
  return true
}

function trimOld(db: StoreConnection, now: number): boolean {
  const cycle = oldestRolled(db)
  if (cycle !== null && hourOf(cycle) + HOUR_MS <= now - RAW_KEPT_MS) return dropCycle(db, cycle)
  for (const { level, keptMs } of LEVELS) {
    const oldest = oldestChunk(db, level)
    if (oldest !== null && oldest < now - keptMs) return dropChunks(db, level, oldest)
  }
  const { changes } = db
    .sql('DELETE FROM lag_series WHERE id IN (SELECT id FROM lag_series WHERE last_at < ? LIMIT ?)')
    .run(now - HISTORY_KEPT_MS - HOUR_MS, ROWS_A_STEP)
  return Number(changes) > 0
}

function trimFinest(db: StoreConnection): boolean {
  const cycle = oldestRolled(db)
  if (cycle !== null) return dropCycle(db, cycle)
  for (const { level } of LEVELS) {
    const oldest = oldestChunk(db, level)
    if (oldest !== null) return dropChunks(db, level, oldest)
  }
  return false
}

function trimEvents(db: StoreConnection, now: number): boolean {
  const oldest = db.sql('SELECT id, at FROM group_events ORDER BY id LIMIT 1').get()
  if (oldest === undefined) return false
  const from = Number(oldest.id)
  const tooMany = db.number('SELECT max(id) FROM group_events') - EVENTS_MAX
  const tooOld = now - HISTORY_KEPT_MS
  if (from > tooMany && Number(oldest.at) >= tooOld) return false
  db.sql('DELETE FROM group_events WHERE id < ? AND (id <= ? OR at < ?)').run(
    ...[from + ROWS_A_STEP, Math.max(tooMany, from), tooOld],
  )
  return true
}

/** The oldest cycle, if it is rolled up; what is not yet is never deleted. */
function oldestRolled(db: StoreConnection): number | null {
  const row = db.sql('SELECT at FROM lag_cycles ORDER BY at LIMIT 1').get()
  return row === undefined || Number(row.at) >= rolled(db).hour ? null : Number(row.at)
}

function dropCycle(db: StoreConnection, at: number): true {
  db.sql('DELETE FROM lag_journal WHERE at = ?').run(at)
  db.sql('DELETE FROM lag_cycles WHERE at = ?').run(at)
  return true
}

function oldestChunk(db: StoreConnection, level: number): number | null {
  const row = db.sql('SELECT min(hour) AS hour FROM lag_chunks WHERE level = ?').get(level)
  return row?.hour == null ? null : Number(row.hour)
}

function dropChunks(db: StoreConnection, level: number, hour: number): true {
  const bound = db
    .sql('SELECT series FROM lag_chunks WHERE level = ? AND hour = ? ORDER BY series LIMIT 1 OFFSET ?')
    .get(level, hour, ROWS_A_STEP)
  if (bound === undefined) db.sql('DELETE FROM lag_chunks WHERE level = ? AND hour = ?').run(level, hour)
  else
    db.sql('DELETE FROM lag_chunks WHERE level = ? AND hour = ? AND series < ?').run(
      level,
      hour,
      Number(bound.series),
    )
  return true
}
