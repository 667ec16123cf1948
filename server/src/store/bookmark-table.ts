import { type AuditEntry, insertEntry } from './audit-log.ts'
import type { Shelf } from './open-store.ts'

/** A cut as it is kept. */
export interface KeptBookmark {
  id: string
  cluster: string
  name: string
  note: string
  who: string
  /** Epoch milliseconds. */
  at: number
  kind: string
  /** What the cut was made of, where that has a name. */
  of: string
}

/** A topic’s part of it. */
export interface KeptCut {
  topic: string
  topicId: string | null
  partitionsThen: number
  partitions: { partition: number; offset: bigint }[]
}

/** A topic’s part of it without the offsets. */
export type CutSummary = Pick<KeptCut, 'topic' | 'topicId'> & { partitions: number }

const COLUMNS = 'id, cluster, name, note, who, at, kind, made_of'

/** Bookmarks with their audit entries: neither is there without the other. Throws `STORE_UNAVAILABLE`. */
export class BookmarkTable {
  readonly #store: Shelf

  constructor(store: Shelf) {
    this.#store = store
  }

  /** On the disk when it returns. Whether there was room: a cluster has at most `most`. */
  insert(bookmark: KeptBookmark, cuts: readonly KeptCut[], audit: AuditEntry, most: number): boolean {
    const { id, cluster, name, note, who, at, kind, of } = bookmark
    return this.#store.write((db) => {
      const there = db.sql('SELECT count(*) AS n FROM bookmarks WHERE cluster = ?').get(cluster)
      if (Number(there?.n) >= most) return false
      db.sql(`INSERT INTO bookmarks (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`).run(
        ...[id, cluster, name, note, who, at, kind, of],
      )
      const insert = db.sql(
        'INSERT INTO bookmark_topics (bookmark, topic, topic_id, partitions_then, named, offsets) VALUES (?, ?, ?, ?, ?, ?)',
      )
      for (const { topic, topicId, partitionsThen, partitions } of cuts)
        insert.run(id, topic, topicId, partitionsThen, partitions.length, write(partitions))
      insertEntry(db, audit)
      return true
    })
  }

  /** Whether it was there. */
  delete(cluster: string, id: string, audit: AuditEntry): boolean {
    return this.#store.write((db) => {
      const { changes } = db.sql('DELETE FROM bookmarks WHERE cluster = ? AND id = ?').run(cluster, id)
      if (Number(changes) === 0) return false
      insertEntry(db, audit)
      return true
    })
  }

  /** Newest first. */
  list(cluster: string): { bookmark: KeptBookmark; cuts: CutSummary[] }[] {
    return this.#store.read((db) => {
      const cuts = db.sql(
        'SELECT topic, topic_id, named FROM bookmark_topics WHERE bookmark = ? ORDER BY topic',
      )
      return db
        .sql(`SELECT ${COLUMNS} FROM bookmarks WHERE cluster = ? ORDER BY at DESC, rowid DESC`)
        .all(cluster)
        .map((row) => ({
          bookmark: toBookmark(row),
          cuts: cuts.all(String(row.id)).map(({ topic, topic_id, named }) => ({
            topic: String(topic),
            topicId: topic_id === null ? null : String(topic_id),
            partitions: Number(named),
          })),
        }))
    })
  }

  /** Null where the cluster has none of this id. */
  read(cluster: string, id: string): { bookmark: KeptBookmark; cuts: KeptCut[] } | null {
    return this.#store.read((db) => {
      const row = db.sql(`SELECT ${COLUMNS} FROM bookmarks WHERE cluster = ? AND id = ?`).get(cluster, id)
      if (row === undefined) return null
      const cuts = db
        .sql(
          'SELECT topic, topic_id, partitions_then, offsets FROM bookmark_topics WHERE bookmark = ? ORDER BY topic',
        )
        .all(id)
      return { bookmark: toBookmark(row), cuts: cuts.map(toCut) }
    })
  }
}

function toBookmark(row: Record<string, unknown>): KeptBookmark {
  return {
    id: String(row.id),
    cluster: String(row.cluster),
    name: String(row.name),
    note: String(row.note),
    who: String(row.who),
    at: Number(row.at),
    kind: String(row.kind),
    of: String(row.made_of),
  }
}

function toCut(row: Record<string, unknown>): KeptCut {
  return {
    topic: String(row.topic),
    topicId: row.topic_id === null ? null : String(row.topic_id),
    partitionsThen: Number(row.partitions_then),
    partitions: read(String(row.offsets)),
  }
}

/** `0:12,1:40`: a list is written and read whole, so that its parts need no rows of their own. */
function write(partitions: KeptCut['partitions']): string {
  return partitions.map(({ partition, offset }) => `${partition}:${offset}`).join(',')
}

function read(text: string): KeptCut['partitions'] {
  return text.split(',').map((pair) => {
    const [partition = '', offset = ''] = pair.split(':')
    return { partition: Number(partition), offset: BigInt(offset) }
  })
}
