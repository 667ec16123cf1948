import type { StoreConnection } from './store-connection.ts'

/** Something that happened to a group, or where `group` is null to the collector of the whole cluster. */
export interface KeptEvent {
  at: number
  group: string | null
  kind: string
  topic: string | null
  partition: number | null
  detail: Readonly<Record<string, string>>
}

/** Within a transaction that writes. */
export function addEvents(db: StoreConnection, cluster: string, events: readonly KeptEvent[]): void {
  const insert = db.sql(
    'INSERT INTO group_events (cluster, grp, at, kind, topic, part, detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  for (const { group, at, kind, topic, partition, detail } of events)
    insert.run(cluster, group, at, kind, topic, partition, JSON.stringify(detail))
}

/** Events of a group and of its whole cluster in `[from, to)`, oldest first; of more than `most` the newest. */
export function listEvents(
  db: StoreConnection,
  {
    cluster,
    group,
    from,
    to,
    most,
  }: { cluster: string; group: string; from: number; to: number; most: number },
): { events: KeptEvent[]; leftOut: number } {
  const select = (which: string) =>
    db.sql(
      `SELECT grp, at, kind, topic, part, detail FROM group_events
       WHERE cluster = ? AND ${which} AND at >= ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?`,
    )
  const rows = [
    ...select('grp = ?').all(cluster, group, from, to, most),
    ...select('grp IS NULL').all(cluster, from, to, most),
  ]
  const all = rows.map(toEvent).sort((one, other) => one.at - other.at)
  const events = all.slice(-most)
  const total =
    Number(
      db
        .sql('SELECT count(*) AS n FROM group_events WHERE cluster = ? AND grp = ? AND at >= ? AND at < ?')
        .get(cluster, group, from, to)?.n,
    ) +
    Number(
      db
        .sql(
          'SELECT count(*) AS n FROM group_events WHERE cluster = ? AND grp IS NULL AND at >= ? AND at < ?',
        )
        .get(cluster, from, to)?.n,
    )
  return { events, leftOut: total - events.length }
}

function toEvent(row: Record<string, unknown>): KeptEvent {
  return {
    at: Number(row.at),
    group: row.grp === null ? null : String(row.grp),
    kind: String(row.kind),
    topic: row.topic === null ? null : String(row.topic),
    partition: row.part === null ? null : Number(row.part),
    detail: JSON.parse(String(row.detail)),
  }
}
