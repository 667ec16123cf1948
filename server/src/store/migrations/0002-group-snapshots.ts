import type { Migration } from './migration.ts'

/** Commits of a group as they were at a time: what an undo goes back to. Offsets are 64-bit, so they are text. */
export const GROUP_SNAPSHOTS: Migration = {
  version: 2,
  what: 'group snapshots',
  sql: `
    CREATE TABLE group_snapshots (
      id TEXT PRIMARY KEY,
      cluster TEXT NOT NULL,
      grp TEXT NOT NULL,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      why TEXT NOT NULL,
      kind TEXT NOT NULL
    ) STRICT;
    CREATE INDEX group_snapshots_of_group ON group_snapshots (cluster, grp, at);
    CREATE TABLE group_snapshot_offsets (
      snapshot TEXT NOT NULL REFERENCES group_snapshots (id) ON DELETE CASCADE,
      topic TEXT NOT NULL,
      partition INTEGER NOT NULL,
      committed TEXT NOT NULL,
      leader_epoch INTEGER,
      metadata TEXT NOT NULL,
      PRIMARY KEY (snapshot, topic, partition)
    ) STRICT, WITHOUT ROWID;
  `,
}
