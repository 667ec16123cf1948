import type { Migration } from './migration.ts'

/**
 * History of lag. A series is a group (topic '', part −1), a group in a topic (part −1) or in a partition. The journal
 * has a row for each cycle and segment of 64 series, so that a cycle is written in one place; chunks have an hour of one series rolled up, level 1 by the
 * minute, level 10 by ten. Events without a group are of the whole cluster.
 */
export const LAG_HISTORY: Migration = {
  version: 4,
  what: 'history of lag, events of groups',
  sql: `
    CREATE TABLE lag_series (
      id INTEGER PRIMARY KEY,
      cluster TEXT NOT NULL,
      grp TEXT NOT NULL,
      topic TEXT NOT NULL,
      part INTEGER NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      UNIQUE (cluster, grp, topic, part)
    ) STRICT;
    CREATE INDEX lag_series_by_end ON lag_series (last_at);
    CREATE TABLE lag_cycles (
      at INTEGER NOT NULL,
      cluster TEXT NOT NULL,
      PRIMARY KEY (at, cluster)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lag_journal (
      at INTEGER NOT NULL,
      segment INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (at, segment)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lag_chunks (
      level INTEGER NOT NULL,
      hour INTEGER NOT NULL,
      series INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (level, hour, series)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lag_rolled (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      hour INTEGER NOT NULL,
      segment INTEGER NOT NULL
    ) STRICT;
    INSERT INTO lag_rolled VALUES (1, 0, -1);
    CREATE TABLE group_events (
      id INTEGER PRIMARY KEY,
      cluster TEXT NOT NULL,
      grp TEXT,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      topic TEXT,
      part INTEGER,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX group_events_of_group ON group_events (cluster, grp, at);
  `,
}
