import type { Migration } from './migration.ts'

/** Which Kafka a cluster's name stood for when its history was written. */
export const CLUSTER_IDENTITY: Migration = {
  version: 6,
  what: 'identity of clusters',
  sql: `
    CREATE TABLE lag_clusters (
      cluster TEXT PRIMARY KEY,
      kafka TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
