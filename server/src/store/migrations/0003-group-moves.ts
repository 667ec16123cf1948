import type { Migration } from './migration.ts'

/** What a move was to change, beside the commits before it; no target: the commit was to go. */
export const GROUP_MOVES: Migration = {
  version: 3,
  what: 'moves of groups',
  sql: `
    ALTER TABLE group_snapshots ADD COLUMN mode TEXT NOT NULL DEFAULT '';
    ALTER TABLE group_snapshot_offsets ADD COLUMN topic_id TEXT;
    CREATE TABLE group_moves (
      snapshot TEXT NOT NULL REFERENCES group_snapshots (id) ON DELETE CASCADE,
      topic TEXT NOT NULL,
      partition INTEGER NOT NULL,
      target TEXT,
      PRIMARY KEY (snapshot, topic, partition)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX audit_log_of_target ON audit_log (cluster, target, id);
  `,
}
