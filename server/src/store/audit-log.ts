import type { Shelf } from './open-store.ts'
import type { StoreConnection } from './store-connection.ts'

/** What somebody did to a cluster through Sluice. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  at: number
  cluster: string
  /** As the person named themselves. */
  who: string
  action: string
  /** What was acted on, such as a group id. */
  target: string
  why: string
  /** Whatever tells it apart: what JSON can hold. */
  detail: unknown
  result: 'done' | 'partly' | 'failed' | 'unknown'
}

export type AuditRow = AuditEntry & { id: number }

/** A part of the log; `before` as the next one wants it, null at its end. */
export interface AuditPage {
  rows: AuditRow[]
  next: number | null
}

/** Which part: the newest before an id, of one target or of all. */
export interface AuditPlace {
  target: string | null
  before: number | null
  limit: number
}

/** The log of what was done. Rows are added and never changed. Throws `STORE_UNAVAILABLE`. */
export class AuditLog {
  readonly #store: Shelf

  constructor(store: Shelf) {
    this.#store = store
  }

  /** On the disk when it returns; its id. */
  append(entry: AuditEntry): number {
    return this.#store.write((db) => insertEntry(db, entry))
  }

  /** Newest first. */
  page(cluster: string, { target, before, limit }: AuditPlace): AuditPage {
    return this.#store.read((db) => {
      const found = db
        .sql(
          `SELECT id, at, cluster, who, action, target, why, detail, result FROM audit_log
          WHERE cluster = ? AND id < ? ${target === null ? '' : 'AND target = ?'} ORDER BY id DESC LIMIT ?`,
        )
        .all(...[cluster, before ?? Number.MAX_SAFE_INTEGER], ...(target === null ? [] : [target]), limit + 1)
      const rows = found.slice(0, limit).map(toRow)
      return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
    })
  }
}

/** Within the transaction of what it tells of: neither is there without the other. */
export function insertEntry(db: StoreConnection, entry: AuditEntry): number {
  const { at, cluster, who, action, target, why, detail, result } = entry
  const { lastInsertRowid } = db
    .sql(
      'INSERT INTO audit_log (at, cluster, who, action, target, why, detail, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(at, cluster, who, action, target, why, JSON.stringify(detail ?? null), result)
  return Number(lastInsertRowid)
}

function toRow(row: Record<string, unknown>): AuditRow {
  const { id, at, cluster, who, action, target, why, detail, result } = row
  return {
    id: Number(id),
    at: Number(at),
    cluster: String(cluster),
    who: String(who),
    action: String(action),
    target: String(target),
    why: String(why),
    detail: JSON.parse(String(detail)),
    result: result as AuditEntry['result'],
  }
}
