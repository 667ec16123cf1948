import type { Store } from './open-store.ts'
import type { StoreConnection } from './store-connection.ts'

type AlertShelf = Pick<Store, 'read' | 'write' | 'tryWrite'>

/** What is kept under an id; its body is whatever JSON can hold. */
export interface KeptBody {
  id: string
  body: unknown
}

export type KeptRule = KeptBody & { updatedAt: number }

const PAST_KEPT_MS = 60 * 86_400_000
const PAST_KEPT = 10_000
/** Old ones are deleted a few at a time, so that no write takes long. */
const DELETED_AT_A_TIME = 500

/** Alert rules, mutes and alerts of clusters. Throws `STORE_UNAVAILABLE` where it does not say otherwise. */
export class AlertTables {
  readonly #store: AlertShelf

  constructor(store: AlertShelf) {
    this.#store = store
  }

  rules(cluster: string): KeptRule[] {
    return this.#store.read((db) =>
      db
        .sql('SELECT id, body, updated_at FROM alert_rules WHERE cluster = ? ORDER BY id')
        .all(cluster)
        .map((row) => ({ ...toBody(row), updatedAt: Number(row.updated_at) })),
    )
  }

  /** On the disk when it returns. */
  putRule(cluster: string, { id, body, updatedAt }: KeptRule): void {
    this.#store.write((db) =>
      db
        .sql('INSERT OR REPLACE INTO alert_rules (cluster, id, body, updated_at) VALUES (?, ?, ?, ?)')
        .run(cluster, id, JSON.stringify(body), updatedAt),
    )
  }

  deleteRule(cluster: string, id: string): void {
    this.#store.write((db) => db.sql('DELETE FROM alert_rules WHERE cluster = ? AND id = ?').run(cluster, id))
  }

  /** Those that have not ended at `now`. */
  mutes(cluster: string, now: number): KeptBody[] {
    return this.#store.read((db) =>
      db
        .sql('SELECT id, body FROM alert_mutes WHERE cluster = ? AND until > ? ORDER BY until')
        .all(cluster, now)
        .map(toBody),
    )
  }

  putMute(cluster: string, { id, until, body }: KeptBody & { until: number }, now: number): void {
    this.#store.write((db) => {
      db.sql('DELETE FROM alert_mutes WHERE cluster = ? AND until <= ?').run(cluster, now)
      db.sql('INSERT OR REPLACE INTO alert_mutes (cluster, id, until, body) VALUES (?, ?, ?, ?)').run(
        ...[cluster, id, until, JSON.stringify(body)],
      )
    })
  }

  deleteMute(cluster: string, id: string): void {
    this.#store.write((db) => db.sql('DELETE FROM alert_mutes WHERE cluster = ? AND id = ?').run(cluster, id))
  }

  open(cluster: string): KeptBody[] {
    return this.#store.read((db) =>
      db.sql('SELECT id, body FROM alerts_open WHERE cluster = ?').all(cluster).map(toBody),
    )
  }

  /** Newest first. */
  past(cluster: string, limit: number): unknown[] {
    return this.#store.read((db) =>
      db
        .sql('SELECT body FROM alerts_past WHERE cluster = ? ORDER BY ended_at DESC, id DESC LIMIT ?')
        .all(cluster, limit)
        .map(({ body }) => JSON.parse(String(body))),
    )
  }

  /** What a cycle changed, all or nothing, where it can be written. Whether it was. */
  keep(cluster: string, { open, closed, ended }: CycleChanges): boolean {
    return this.#store.tryWrite((db) => {
      const put = db.sql('INSERT OR REPLACE INTO alerts_open (cluster, id, body) VALUES (?, ?, ?)')
      for (const { id, body } of open) put.run(cluster, id, JSON.stringify(body))
      const close = db.sql('DELETE FROM alerts_open WHERE cluster = ? AND id = ?')
      for (const id of closed) close.run(cluster, id)
      const add = db.sql('INSERT INTO alerts_past (cluster, ended_at, body) VALUES (?, ?, ?)')
      for (const { at, body } of ended) add.run(cluster, at, JSON.stringify(body))
      const last = ended.at(-1)
      if (last !== undefined) forget(db, cluster, last.at)
    })
  }
}

export interface CycleChanges {
  open: readonly KeptBody[]
  closed: readonly string[]
  ended: readonly { at: number; body: unknown }[]
}

function forget(db: StoreConnection, cluster: string, now: number): void {
  db.sql(
    `DELETE FROM alerts_past WHERE id IN (
      SELECT id FROM alerts_past WHERE cluster = ? AND ended_at < ? ORDER BY ended_at LIMIT ${DELETED_AT_A_TIME})`,
  ).run(cluster, now - PAST_KEPT_MS)
  db.sql(
    `DELETE FROM alerts_past WHERE id IN (
      SELECT id FROM alerts_past WHERE cluster = ? ORDER BY ended_at DESC, id DESC LIMIT ${DELETED_AT_A_TIME} OFFSET ${PAST_KEPT})`,
  ).run(cluster)
}

function toBody({ id, body }: Record<string, unknown>): KeptBody {
  return { id: String(id), body: JSON.parse(String(body)) }
}
