import { randomUUID } from 'node:crypto'
import type { Store } from './open-store.ts'

/** A commit as it stood. */
export interface SavedOffset {
  topic: string
  partition: number
  committed: bigint
  leaderEpoch: number | null
  metadata: string
}

/** Commits of a group as they were at a time. */
export interface GroupSnapshot {
  id: string
  cluster: string
  group: string
  /** Epoch milliseconds. */
  at: number
  who: string
  why: string
  /** The kind of group, since share groups are written by another API. */
  kind: string
}

const COLUMNS = 'id, cluster, grp, at, who, why, kind'
/** Older ones of a group are forgotten. */
const KEPT_PER_GROUP = 100

/** Saved offsets of groups: what an undo goes back to. Throws `STORE_UNAVAILABLE`. */
export class GroupSnapshots {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** On the disk when it returns; its id. */
  save(snapshot: Omit<GroupSnapshot, 'id'>, offsets: readonly SavedOffset[]): string {
    const id = randomUUID()
    const { cluster, group, at, who, why, kind } = snapshot
    this.#store.write((db) => {
      db.sql(`INSERT INTO group_snapshots (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`).run(
        ...[id, cluster, group, at, who, why, kind],
      )
      const insert = db.sql(
        'INSERT INTO group_snapshot_offsets (snapshot, topic, partition, committed, leader_epoch, metadata) VALUES (?, ?, ?, ?, ?, ?)',
      )
      for (const { topic, partition, committed, leaderEpoch, metadata } of offsets)
        insert.run(id, topic, partition, committed.toString(), leaderEpoch, metadata)
      db.sql(
        'DELETE FROM group_snapshots WHERE id IN (SELECT id FROM group_snapshots WHERE cluster = ? AND grp = ? ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)',
      ).run(cluster, group, KEPT_PER_GROUP)
    })
    return id
  }

  /** Of a group, newest first. */
  list(cluster: string, group: string): GroupSnapshot[] {
    return this.#store.read((db) =>
      db
        .sql(
          `SELECT ${COLUMNS} FROM group_snapshots WHERE cluster = ? AND grp = ? ORDER BY at DESC, rowid DESC`,
        )
        .all(cluster, group)
        .map(toSnapshot),
    )
  }

  /** By topic and partition; null where there is no such snapshot of the cluster. */
  read(cluster: string, id: string): { snapshot: GroupSnapshot; offsets: SavedOffset[] } | null {
    return this.#store.read((db) => {
      const row = db
        .sql(`SELECT ${COLUMNS} FROM group_snapshots WHERE cluster = ? AND id = ?`)
        .get(cluster, id)
      if (row === undefined) return null
      const offsets = db
        .sql(
          'SELECT topic, partition, committed, leader_epoch, metadata FROM group_snapshot_offsets WHERE snapshot = ? ORDER BY topic, partition',
        )
        .all(id)
      return { snapshot: toSnapshot(row), offsets: offsets.map(toOffset) }
    })
  }
}

function toSnapshot(row: Record<string, unknown>): GroupSnapshot {
  return {
    id: String(row.id),
    cluster: String(row.cluster),
    group: String(row.grp),
    at: Number(row.at),
    who: String(row.who),
    why: String(row.why),
    kind: String(row.kind),
  }
}

function toOffset(row: Record<string, unknown>): SavedOffset {
  return {
    topic: String(row.topic),
    partition: Number(row.partition),
    committed: BigInt(String(row.committed)),
    leaderEpoch: row.leader_epoch === null ? null : Number(row.leader_epoch),
    metadata: String(row.metadata),
  }
}
