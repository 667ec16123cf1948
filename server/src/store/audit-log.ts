import type { Store } from './open-store.ts'

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

/** A page of the log. */
export interface AuditPage {
  rows: AuditRow[]
  total: number
}

/** The log of what was done. Rows are added and never changed. Throws `STORE_UNAVAILABLE`. */
export class AuditLog {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** On the disk when it returns; its id. */
  append(entry: AuditEntry): number {
    const { at, cluster, who, action, target, why, detail, result } = entry
    return this.#store.write((db) => {
      const { lastInsertRowid } = db
        .sql(
          'INSERT INTO audit_log (at, cluster, who, action, target, why, detail, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(at, cluster, who, action, target, why, JSON.stringify(detail ?? null), result)
      return Number(lastInsertRowid)
    })
  }

  /** Newest first. */
  page(cluster: string, { page, pageSize }: { page: number; pageSize: number }): AuditPage {
    return this.#store.read((db) => {
      const rows = db
        .sql(
          'SELECT id, at, cluster, who, action, target, why, detail, result FROM audit_log WHERE cluster = ? ORDER BY id DESC LIMIT ? OFFSET ?',
        )
        .all(cluster, pageSize, (page - 1) * pageSize)
      const count = db.sql('SELECT count(*) AS total FROM audit_log WHERE cluster = ?').get(cluster)
      return { rows: rows.map(toRow), total: Number(count?.total) }
    })
  }
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
