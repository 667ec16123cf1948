import type { Migration } from './migration.ts'

/** Jobs that re-publish records; how far each partition is stands apart, as it changes most often. */
export const REPLAY_JOBS: Migration = {
  version: 8,
  what: 'replay jobs',
  sql: `
    CREATE TABLE replay_jobs (
      id TEXT PRIMARY KEY,
      cluster TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      owner TEXT,
      beat INTEGER NOT NULL,
      idempotency_key TEXT,
      plan TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX replay_jobs_by_cluster ON replay_jobs (cluster, started_at DESC, id DESC);
    CREATE UNIQUE INDEX replay_jobs_by_key ON replay_jobs (cluster, idempotency_key) WHERE idempotency_key IS NOT NULL;
    CREATE TABLE replay_lanes (
      job TEXT NOT NULL REFERENCES replay_jobs (id) ON DELETE CASCADE,
      topic TEXT NOT NULL,
      partition INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (job, topic, partition)
    ) STRICT, WITHOUT ROWID;
  `,
}
