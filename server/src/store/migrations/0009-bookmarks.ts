import type { Migration } from './migration.ts'

/** Cuts through topics that people keep. Offsets are 64-bit, so they are text; those of a topic stand in one list. */
export const BOOKMARKS: Migration = {
  version: 9,
  what: 'bookmarks',
  sql: `
    CREATE TABLE bookmarks (
      id TEXT PRIMARY KEY,
      cluster TEXT NOT NULL,
      name TEXT NOT NULL,
      note TEXT NOT NULL,
      who TEXT NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      made_of TEXT NOT NULL
    ) STRICT;
    CREATE INDEX bookmarks_of_cluster ON bookmarks (cluster, at);
    CREATE TABLE bookmark_topics (
      bookmark TEXT NOT NULL REFERENCES bookmarks (id) ON DELETE CASCADE,
      topic TEXT NOT NULL,
      topic_id TEXT,
      partitions_then INTEGER NOT NULL,
      named INTEGER NOT NULL,
      offsets TEXT NOT NULL,
      PRIMARY KEY (bookmark, topic)
    ) STRICT, WITHOUT ROWID;
  `,
}
