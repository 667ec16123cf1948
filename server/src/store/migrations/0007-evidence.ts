import type { Migration } from './migration.ts'

/**
 * Evidence of who writes and reads. What a piece says stands once, with its newest facts; of each stretch of time there
 * are numbers only. A cluster is a name and the Kafka that it stood for, so that another Kafka under the name has none.
 */
export const EVIDENCE: Migration = {
  version: 7,
  what: 'evidence of who writes and reads, rules of who is who',
  sql: `
    CREATE TABLE evidence_clusters (
      id INTEGER PRIMARY KEY,
      cluster TEXT NOT NULL,
      kafka TEXT NOT NULL,
      UNIQUE (cluster, kafka)
    ) STRICT;
    CREATE TABLE evidence_rows (
      id INTEGER PRIMARY KEY,
      cluster INTEGER NOT NULL,
      relation TEXT NOT NULL,
      source TEXT NOT NULL,
      subject TEXT NOT NULL,
      object TEXT NOT NULL,
      class TEXT NOT NULL,
      weight REAL NOT NULL,
      sample TEXT,
      facts TEXT NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      UNIQUE (cluster, relation, source, subject, object)
    ) STRICT;
    CREATE INDEX evidence_rows_by_end ON evidence_rows (last_at);
    CREATE TABLE evidence_seen (
      cluster INTEGER NOT NULL,
      at INTEGER NOT NULL,
      piece INTEGER NOT NULL,
      until_ms INTEGER NOT NULL,
      seen INTEGER NOT NULL,
      records INTEGER,
      bytes INTEGER,
      markers INTEGER,
      looked INTEGER,
      PRIMARY KEY (cluster, at, piece)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE evidence_times (
      cluster INTEGER NOT NULL,
      at INTEGER NOT NULL,
      evidence INTEGER NOT NULL,
      rates BLOB,
      PRIMARY KEY (cluster, at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE identity_rules (
      cluster TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      body TEXT NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
