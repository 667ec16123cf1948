import { randomUUID } from 'node:crypto'
import type { Shelf } from './open-store.ts'
import type { StoreConnection } from './store-connection.ts'

/** A commit as it stood. */
export interface SavedOffset {
  topic: string
  partition: number
  committed: bigint
  leaderEpoch: number | null
  metadata: string
  /** Of the topic it was a place in; null before Kafka 2.8. */
  topicId: string | null
}

/** What a move was to change; a null target: the commit was to go. */
export interface SavedMove {
  topic: string
  partition: number
  target: bigint | null
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
  /** Of the move before which they were saved. */
  mode: string
}

/** The same with how much it holds. */
export type SnapshotSummary = GroupSnapshot & { partitions: number; moves: number }

/** The same with all it holds, by topic and partition. */
export interface WholeSnapshot {
  snapshot: GroupSnapshot
  offsets: SavedOffset[]
  moves: SavedMove[]
}

const COLUMNS = 'id, cluster, grp, at, who, why, kind, mode'
/** Older ones of a group are forgotten. */
const KEPT_PER_GROUP = 100

/** Saved offsets of groups: what an undo goes back to. Throws `STORE_UNAVAILABLE`. */
export class GroupSnapshots {
  readonly #store: Shelf

  constructor(store: Shelf) {
    this.#store = store
  }

  /** On the disk when it returns; its id. */
  save(
    snapshot: Omit<GroupSnapshot, 'id'>,
    offsets: readonly SavedOffset[],
    moves: readonly SavedMove[],
  ): string {
    const id = randomUUID()
    const { cluster, group, at, who, why, kind, mode } = snapshot
    this.#store.write((db) => {
      db.sql(`INSERT INTO group_snapshots (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`).run(
        ...[id, cluster, group, at, who, why, kind, mode],
      )
      insertOffsets(db, id, offsets)
      const insert = db.sql(
        'INSERT INTO group_moves (snapshot, topic, partition, target) VALUES (?, ?, ?, ?)',
      )
      for (const { topic, partition, target } of moves)
        insert.run(id, topic, partition, target === null ? null : target.toString())
      db.sql(
        'DELETE FROM group_snapshots WHERE id IN (SELECT id FROM group_snapshots WHERE cluster = ? AND grp = ? ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)',
      ).run(cluster, group, KEPT_PER_GROUP)
    })
    return id
  }

  /** Of a group, newest first. */
  list(cluster: string, group: string): SnapshotSummary[] {
    return this.#store.read((db) =>
      db
        .sql(
          `SELECT ${COLUMNS},
            (SELECT count(*) FROM group_snapshot_offsets WHERE snapshot = id) AS partitions,
            (SELECT count(*) FROM group_moves WHERE snapshot = id) AS moves
          FROM group_snapshots WHERE cluster = ? AND grp = ? ORDER BY at DESC, rowid DESC`,
        )
        .all(cluster, group)
        .map((row) => ({
          ...toSnapshot(row),
          partitions: Number(row.partitions),
          moves: Number(row.moves),
        })),
    )
  }

  /** Null where there is no such snapshot of the cluster. */
  read(cluster: string, id: string): WholeSnapshot | null {
    return this.#store.read((db) => {
      const row = db
        .sql(`SELECT ${COLUMNS} FROM group_snapshots WHERE cluster = ? AND id = ?`)
        .get(cluster, id)
      if (row === undefined) return null
      const offsets = db
        .sql(
          'SELECT topic, partition, committed, leader_epoch, metadata, topic_id FROM group_snapshot_offsets WHERE snapshot = ? ORDER BY topic, partition',
        )
        .all(id)
      const moves = db
        .sql('SELECT topic, partition, target FROM group_moves WHERE snapshot = ? ORDER BY topic, partition')
        .all(id)
      return { snapshot: toSnapshot(row), offsets: offsets.map(toOffset), moves: moves.map(toMove) }
    })
  }
}

function insertOffsets(db: StoreConnection, id: string, offsets: readonly SavedOffset[]): void {
  const insert = db.sql(
    'INSERT INTO group_snapshot_offsets (snapshot, topic, partition, committed, leader_epoch, metadata, topic_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  for (const { topic, partition, committed, leaderEpoch, metadata, topicId } of offsets)
    insert.run(id, topic, partition, committed.toString(), leaderEpoch, metadata, topicId)
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
    mode: String(row.mode),
  }
}

function toOffset(row: Record<string, unknown>): SavedOffset {
  return {
    topic: String(row.topic),
    partition: Number(row.partition),
    committed: BigInt(String(row.committed)),
    leaderEpoch: row.leader_epoch === null ? null : Number(row.leader_epoch),
    metadata: String(row.metadata),
    topicId: row.topic_id === null ? null : String(row.topic_id),
  }
}

function toMove(row: Record<string, unknown>): SavedMove {
  return {
    topic: String(row.topic),
    partition: Number(row.partition),
    target: row.target === null ? null : BigInt(String(row.target)),
  }
}
