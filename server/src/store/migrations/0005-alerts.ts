import type { Migration } from './migration.ts'

/** Rules and mutes that people made, and alerts: those that are open, to go on after a restart, and those that ended. */
export const ALERTS: Migration = {
  version: 5,
  what: 'alerts',
  sql: `
    CREATE TABLE alert_rules (
      cluster TEXT NOT NULL,
      id TEXT NOT NULL,
      body TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (cluster, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE alert_mutes (
      cluster TEXT NOT NULL,
      id TEXT NOT NULL,
      until INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (cluster, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE alerts_open (
      cluster TEXT NOT NULL,
      id TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (cluster, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE alerts_past (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      cluster TEXT NOT NULL,
      ended_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX alerts_past_of_cluster ON alerts_past (cluster, ended_at);
  `,
}
