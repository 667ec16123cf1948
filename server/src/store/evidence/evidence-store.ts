import type { Evidence } from '@sluice/shared/topology-evidence'
import type { Turns } from '../lag-history/turns.ts'
import type { HistoryStore } from '../open-store.ts'
import type { StoreConnection } from '../store-connection.ts'
import { amountsOf, COLUMNS, lastingFacts, toEvidence } from './evidence-columns.ts'
import { type KeptRates, packRates, unpackRates } from './kept-rates.ts'
import { HOUR_MS, trimNext } from './trim-evidence.ts'

/** Rows of one transaction: it is over within milliseconds. */
const ROWS_AT_ONCE = 250
/** How much of the disk space for history it may take. */
const SHARE = 0.25
const UPKEEP_MS = 2_000

export interface EvidenceStoreOptions {
  /** Disk space for all history. */
  maxBytes: number
  keepMs: number
}

/** A stretch of time with evidence. */
export interface KeptTime {
  at: number
  evidence: number
}

/** Evidence of all clusters as it is kept. Reading throws `STORE_UNAVAILABLE`. */
export class EvidenceStore {
  readonly #store: HistoryStore
  readonly #options: EvidenceStoreOptions

  constructor(store: HistoryStore, options: EvidenceStoreOptions) {
    this.#store = store
    this.#options = options
  }

  /** Changes when what was known of clusters may be another database's. */
  get generation(): number {
    return this.#store.generation
  }

  /** The number of a cluster's name and the Kafka that it stands for; null: it could not be noted. */
  identify(cluster: string, kafka: string): number | null {
    let id: number | null = null
    const kept = this.#store.tryWrite((db) => {
      db.sql('INSERT OR IGNORE INTO evidence_clusters (cluster, kafka) VALUES (?, ?)').run(cluster, kafka)
      const row = db
        .sql('SELECT id FROM evidence_clusters WHERE cluster = ? AND kafka = ?')
        .get(cluster, kafka)
      id = row === undefined ? null : Number(row.id)
    })
    return kept ? id : null
  }

  /** The Kafka that evidence was last kept of under this name; null: of none. */
  lastOf(cluster: string): number | null {
    return this.#store.read((db) => {
      const row = db
        .sql(
          `SELECT c.id FROM evidence_clusters c JOIN evidence_times t ON t.cluster = c.id
           WHERE c.cluster = ? ORDER BY t.at DESC LIMIT 1`,
        )
        .get(cluster)
      return row === undefined ? null : Number(row.id)
    })
  }

  /** Writes rows of one stretch as they now are, over those of before. How many of the first were kept. */
  async keep(cluster: number, at: number, rows: readonly Evidence[], turns: Turns): Promise<number> {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE)
      if (!this.#store.tryWrite((db) => keepSome(db, cluster, at, some))) return from
      await turns.end()
    }
    return rows.length
  }

  keepRates(cluster: number, at: number, rates: KeptRates): boolean {
    return this.#store.tryWrite((db) => {
      const insert = `INSERT INTO evidence_times (cluster, at, evidence, rates) VALUES (?, ?, 0, ?)
        ON CONFLICT (cluster, at) DO UPDATE SET rates = excluded.rates`
      db.sql(insert).run(cluster, at, packRates(rates))
    })
  }

  /** Every piece seen in stretches from `first` to `last` but those in `but`, once each. */
  rows(cluster: number, [first, last]: readonly [number, number], but: readonly number[]): Evidence[] {
    return this.#store.read((db) =>
      db
        .sql(
          `SELECT ${COLUMNS}, s.* FROM (
             SELECT piece, max(at + until_ms) AS last_seen, sum(seen) AS seen, sum(records) AS records,
               sum(bytes) AS bytes, sum(markers) AS markers, sum(looked) AS looked
             FROM evidence_seen
             WHERE cluster = ? AND at >= ? AND at <= ? AND at + until_ms >= ?
               AND at NOT IN (SELECT value FROM json_each(?))
             GROUP BY piece) s
           JOIN evidence_rows r ON r.id = s.piece`,
        )
        // What is older stands in stretches of an hour: one that began before may hold what came later.
        .all(cluster, first - HOUR_MS, last, first, JSON.stringify(but))
        .flatMap((row) => toEvidence(row) ?? []),
    )
  }

  bucket(cluster: number, at: number): Evidence[] {
    return this.rows(cluster, [at, at], []).filter(({ lastSeen }) => lastSeen >= at)
  }

  /** Oldest first. */
  times(cluster: number): KeptTime[] {
    return this.#store.read((db) =>
      db
        .sql('SELECT at, evidence FROM evidence_times WHERE cluster = ? AND evidence > 0 ORDER BY at')
        .all(cluster)
        .map(({ at, evidence }) => ({ at: Number(at), evidence: Number(evidence) })),
    )
  }

  /** Rates of the newest stretches from `first` to `last`, oldest first. */
  rates(
    cluster: number,
    [first, last]: readonly [number, number],
    most: number,
  ): { at: number; rates: KeptRates }[] {
    return this.#store.read((db) =>
      db
        .sql(
          `SELECT at, rates FROM evidence_times
           WHERE cluster = ? AND at BETWEEN ? AND ? AND rates IS NOT NULL ORDER BY at DESC LIMIT ?`,
        )
        .all(cluster, first, last, most)
        .flatMap(({ at, rates }) => {
          const known = unpackRates(rates as Uint8Array)
          return known === null ? [] : [{ at: Number(at), rates: known }]
        })
        .reverse(),
    )
  }

  /** Joins and deletes what is due, in steps of milliseconds. */
  async upkeep(now: number, turns: Turns): Promise<void> {
    const { maxBytes, keepMs } = this.#options
    const end = performance.now() + UPKEEP_MS
    let due = this.#store.mode === 'writing'
    while (due && performance.now() < end) {
      const kept = this.#store.tryWrite((db) => {
        due = trimNext(db, { now, keepMs, maxBytes: SHARE * maxBytes })
      })
      if (!kept) return
      await turns.end()
    }
  }
}

const KEEP_PIECE = `
  INSERT INTO evidence_rows
    (cluster, relation, source, subject, object, class, weight, sample, facts, first_at, last_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (cluster, relation, source, subject, object) DO UPDATE SET
    class = iif(excluded.last_at >= last_at, excluded.class, class),
    weight = iif(excluded.last_at >= last_at, excluded.weight, weight),
    sample = iif(excluded.last_at >= last_at, coalesce(excluded.sample, sample), sample),
    facts = iif(excluded.last_at >= last_at, excluded.facts, facts),
    first_at = min(first_at, excluded.first_at),
    last_at = max(last_at, excluded.last_at)
  RETURNING id`

function keepSome(db: StoreConnection, cluster: number, at: number, rows: readonly Evidence[]): void {
  const piece = db.sql(KEEP_PIECE)
  const seen = db.sql(
    `INSERT OR REPLACE INTO evidence_seen (cluster, at, piece, until_ms, seen, records, bytes, markers, looked)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const row of rows) {
    const sample = row.sample === null ? null : JSON.stringify(row.sample)
    const kept = piece.get(
      ...[cluster, row.relation, row.source, row.subject, row.object, row.class, row.weight],
      ...[sample, lastingFacts(row.facts), row.firstSeen, row.lastSeen],
    )
    seen.run(cluster, at, Number(kept?.id), row.lastSeen - at, row.count, ...amountsOf(row.facts))
  }
  db.sql(
    `INSERT INTO evidence_times (cluster, at, evidence)
     SELECT ?1, ?2, count(*) FROM evidence_seen WHERE cluster = ?1 AND at = ?2
     ON CONFLICT (cluster, at) DO UPDATE SET evidence = excluded.evidence`,
  ).run(cluster, at)
}
