import { type AuditEntry, insertEntry } from './audit-log.ts'
import type { Shelf } from './open-store.ts'

/** Rules of who is who as they are kept; the body is whatever JSON can hold. Throws `STORE_UNAVAILABLE`. */
export class IdentityRuleTable {
  readonly #store: Shelf

  constructor(store: Shelf) {
    this.#store = store
  }

  /** Version 0: nobody has said anything yet. */
  read(cluster: string): { version: number; body: unknown } {
    return this.#store.read((db) => {
      const row = db.sql('SELECT version, body FROM identity_rules WHERE cluster = ?').get(cluster)
      if (row === undefined) return { version: 0, body: [] }
      return { version: Number(row.version), body: JSON.parse(String(row.body)) }
    })
  }

  /**
   * On the disk when it returns, with its version and what the audit says of it; null: they are of another version than
   * `before`, and stay so.
   */
  replace(before: number, body: unknown, audit: (version: number) => AuditEntry): number | null {
    const entry = audit(before + 1)
    const { cluster, at } = entry
    return this.#store.write((db) => {
      const row = db.sql('SELECT version FROM identity_rules WHERE cluster = ?').get(cluster)
      if (Number(row?.version ?? 0) !== before) return null
      db.sql(
        'INSERT OR REPLACE INTO identity_rules (cluster, version, body, updated_at) VALUES (?, ?, ?, ?)',
      ).run(cluster, before + 1, JSON.stringify(body), at)
      insertEntry(db, entry)
      return before + 1
    })
  }
}
