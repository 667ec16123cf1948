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

  /** On the disk when it returns, with its version; null: they are of another version than `before`, and stay so. */
  replace(cluster: string, before: number, body: unknown, at: number): number | null {
    return this.#store.write((db) => {
      const row = db.sql('SELECT version FROM identity_rules WHERE cluster = ?').get(cluster)
      if (Number(row?.version ?? 0) !== before) return null
      db.sql(
        'INSERT OR REPLACE INTO identity_rules (cluster, version, body, updated_at) VALUES (?, ?, ?, ?)',
      ).run(cluster, before + 1, JSON.stringify(body), at)
      return before + 1
    })
  }
}
