import type { StoreConnection } from '../store-connection.ts'
import { SEGMENT_SIZE } from './journal-row.ts'
import type { SeriesName } from './series-name.ts'

/** Numbers of series. Each cluster has segments of its own, so that its cycles are rows of their own. */
export class SeriesBook {
  /** The next number of each cluster within its open segment. */
  readonly #next = new Map<string, number>()
  #db: StoreConnection | null = null

  /** The number of a series, which is made where there is none. Within a transaction that writes. */
  numberOf(db: StoreConnection, cluster: string, name: SeriesName, at: number): number {
    if (this.#db !== db) this.#next.clear()
    this.#db = db
    const known = findSeries(db, cluster, name)
    if (known !== null) return known.id
    const id = this.#take(db, cluster)
    db.sql(
      'INSERT INTO lag_series (id, cluster, grp, topic, part, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(id, cluster, name.group, name.topic ?? '', name.partition ?? -1, at, at)
    return id
  }

  /** What comes next of a cluster goes into segments of its own. */
  forget(cluster: string): void {
    this.#next.delete(cluster)
  }

  #take(db: StoreConnection, cluster: string): number {
    const open = this.#next.get(cluster)
    const highest = db.number('SELECT max(id) FROM lag_series')
    const id =
      open !== undefined && open % SEGMENT_SIZE !== 0
        ? open
        : (Math.floor(Math.max(highest, ...this.#next.values()) / SEGMENT_SIZE) + 1) * SEGMENT_SIZE
    this.#next.set(cluster, id + 1)
    return id
  }
}

/** A series as the database has it. */
export interface KnownSeries {
  id: number
  /** Epoch milliseconds of its first sample. */
  firstAt: number
}

export function findSeries(
  db: StoreConnection,
  cluster: string,
  { group, topic, partition }: SeriesName,
): KnownSeries | null {
  const row = db
    .sql('SELECT id, first_at FROM lag_series WHERE cluster = ? AND grp = ? AND topic = ? AND part = ?')
    .get(cluster, group, topic ?? '', partition ?? -1)
  return row === undefined ? null : { id: Number(row.id), firstAt: Number(row.first_at) }
}
