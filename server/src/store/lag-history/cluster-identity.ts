import type { StoreConnection } from '../store-connection.ts'

/**
 * Notes which Kafka a name of the configuration stands for. Where that is another than before, the history of the one
 * before is kept under a name that none can have, until it is too old; true: it was so. Within a transaction.
 */
export function identifyCluster(db: StoreConnection, cluster: string, kafka: string): boolean {
  const row = db.sql('SELECT kafka FROM lag_clusters WHERE cluster = ?').get(cluster)
  if (row?.kafka === kafka) return false
  db.sql('INSERT OR REPLACE INTO lag_clusters (cluster, kafka) VALUES (?, ?)').run(cluster, kafka)
  if (row === undefined) return false
  const former = `${cluster} of ${String(row.kafka)}`
  // Whoever comes back a second time finds the name taken: its older history is then let go.
  for (const table of ['lag_series', 'lag_cycles', 'group_events']) {
    db.sql(`UPDATE OR REPLACE ${table} SET cluster = ? WHERE cluster = ?`).run(former, cluster)
  }
  return true
}
