import type { Shelf, Store } from './open-store.ts'
import type { StoreConnection } from './store-connection.ts'

/** How far one source partition is: whatever JSON can hold. */
export interface KeptLane {
  topic: string
  partition: number
  body: unknown
}

/** A job as it is kept; plan and body are whatever JSON can hold. */
export interface KeptJob {
  id: string
  cluster: string
  startedAt: number
  state: string
  /** Who runs it; null while nobody does. */
  owner: string | null
  /** When that one last said so, in epoch milliseconds. */
  beat: number
  idempotencyKey: string | null
  plan: unknown
  body: unknown
}

/** What changes while a job runs: only the lanes that changed. */
export type JobChange = Pick<KeptJob, 'id' | 'state' | 'owner' | 'beat' | 'body'> & {
  lanes: readonly KeptLane[]
}

type ReplayShelf = Shelf & Pick<Store, 'tryWrite'>

const COLUMNS = 'id, cluster, started_at, state, owner, beat, idempotency_key, plan, body'

/** Jobs of replay. Throws `STORE_UNAVAILABLE`. */
export class ReplayJobTable {
  readonly #store: ReplayShelf

  constructor(store: ReplayShelf) {
    this.#store = store
  }

  insert(job: KeptJob, lanes: readonly KeptLane[]): void {
    this.#store.write((db) => {
      const { id, cluster, startedAt, state, owner, beat, idempotencyKey, plan, body } = job
      db.sql(`INSERT INTO replay_jobs (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
        ...[id, cluster, startedAt, state, owner, beat, idempotencyKey],
        ...[JSON.stringify(plan), JSON.stringify(body)],
      )
      writeLanes(db, id, lanes)
    })
  }

  /**
   * Whether the job was still `before`'s: otherwise another one took it, and nothing was changed. `lasting`: it is
   * on the disk when this returns; else a loss of power may take it back, though not the end of this process.
   */
  update(change: JobChange, before: string | null, lasting: boolean): boolean {
    let ours = false
    const work = (db: StoreConnection): void => {
      const { id, state, owner, beat, body, lanes } = change
      const { changes } = db
        .sql('UPDATE replay_jobs SET state = ?, owner = ?, beat = ?, body = ? WHERE id = ? AND owner IS ?')
        .run(state, owner, beat, JSON.stringify(body), id, before)
      ours = Number(changes) > 0
      if (ours) writeLanes(db, id, lanes)
    }
    if (lasting || !this.#store.tryWrite(work)) this.#store.write(work)
    return ours
  }

  read(cluster: string, id: string): { job: KeptJob; lanes: KeptLane[] } | null {
    return this.#store.read((db) => {
      const row = db.sql(`SELECT ${COLUMNS} FROM replay_jobs WHERE cluster = ? AND id = ?`).get(cluster, id)
      return row === undefined ? null : { job: toJob(row), lanes: lanesOf(db, id) }
    })
  }

  /** The job that was begun under an idempotency key. */
  findByKey(cluster: string, key: string): string | null {
    return this.#store.read((db) => {
      const row = db
        .sql('SELECT id FROM replay_jobs WHERE cluster = ? AND idempotency_key = ?')
        .get(cluster, key)
      return row === undefined ? null : String(row.id)
    })
  }

  /** Ids, newest first, from behind the one named on. */
  page(cluster: string, before: string | null, limit: number): { ids: string[]; next: string | null } {
    return this.#store.read((db) => {
      const found = db
        .sql(
          `SELECT id FROM replay_jobs WHERE cluster = ?1 AND (?2 IS NULL OR (started_at, id) <
            (SELECT started_at, id FROM replay_jobs WHERE id = ?2)) ORDER BY started_at DESC, id DESC LIMIT ?3`,
        )
        .all(cluster, before, limit + 1)
      const ids = found.slice(0, limit).map(({ id }) => String(id))
      return { ids, next: found.length > limit ? (ids.at(-1) ?? null) : null }
    })
  }

  /** Those of a state, of all clusters. */
  inState(state: string): { job: KeptJob; lanes: KeptLane[] }[] {
    return this.#store.read((db) =>
      db
        .sql(`SELECT ${COLUMNS} FROM replay_jobs WHERE state = ?`)
        .all(state)
        .map((row) => ({ job: toJob(row), lanes: lanesOf(db, String(row.id)) })),
    )
  }

  /** Forgets the oldest jobs of a cluster beyond so many, of those in the states named. Their ids. */
  trim(cluster: string, keep: number, states: readonly string[]): string[] {
    return this.#store.write((db) => {
      const marks = states.map(() => '?').join(', ')
      const old = db
        .sql(
          `SELECT id FROM replay_jobs WHERE cluster = ? AND state IN (${marks})
            ORDER BY started_at DESC, id DESC LIMIT -1 OFFSET ?`,
        )
        .all(cluster, ...states, keep)
        .map(({ id }) => String(id))
      for (const id of old) db.sql('DELETE FROM replay_jobs WHERE id = ?').run(id)
      return old
    })
  }
}

function writeLanes(db: StoreConnection, job: string, lanes: readonly KeptLane[]): void {
  const insert = db.sql(
    'INSERT OR REPLACE INTO replay_lanes (job, topic, partition, body) VALUES (?, ?, ?, ?)',
  )
  for (const { topic, partition, body } of lanes) insert.run(job, topic, partition, JSON.stringify(body))
}

function lanesOf(db: StoreConnection, job: string): KeptLane[] {
  return db
    .sql('SELECT topic, partition, body FROM replay_lanes WHERE job = ? ORDER BY topic, partition')
    .all(job)
    .map(({ topic, partition, body }) => ({
      topic: String(topic),
      partition: Number(partition),
      body: JSON.parse(String(body)),
    }))
}

function toJob(row: Record<string, unknown>): KeptJob {
  return {
    id: String(row.id),
    cluster: String(row.cluster),
    startedAt: Number(row.started_at),
    state: String(row.state),
    owner: row.owner === null ? null : String(row.owner),
    beat: Number(row.beat),
    idempotencyKey: row.idempotency_key === null ? null : String(row.idempotency_key),
    plan: JSON.parse(String(row.plan)),
    body: JSON.parse(String(row.body)),
  }
}
