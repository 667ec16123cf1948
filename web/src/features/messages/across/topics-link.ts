import { toAcross, withTopic } from '../columns/across-columns.ts'
import { type Columns, removeColumn } from '../columns/columns.ts'
import type { MessagesUrl } from '../messages.url.ts'
import { type LinkPlace, placeIn, placeOf } from '../place.url.ts'

interface TopicsLink {
  /** The topic of the path; null: the link itself names several. */
  topic: string | null
  url: MessagesUrl
}

/** The same view of other topics: whatever the link says that means something there stays. `own`: the topic it is of. */
export function topicsLink(url: MessagesUrl, own: string | null, topics: readonly string[]): TopicsLink {
  const [first = null, ...more] = topics
  const topic = more.length === 0 ? first : null
  const kept = (place: LinkPlace | null): LinkPlace | null => {
    const known = placeIn(place, own)
    return known !== null && topics.includes(known.topic) ? placeOf(known, topic) : null
  }
  const same = topic === own
  return {
    topic,
    url: {
      ...url,
      topics: topic === null ? topics : null,
      partitions: same ? url.partitions : null,
      start: url.start.kind === 'offsets' && !same ? { kind: 'newest' } : url.start,
      record: kept(url.record),
      compare: kept(url.compare),
      columns: columnsFor(url.columns, topic === null, own === null),
      produce: false,
    },
  }
}

/** Several topics are told apart by a column that one has no use for. */
function columnsFor(columns: Columns, across: boolean, wasAcross: boolean): Columns {
  if (columns === null || across === wasAcross) return columns
  return across ? toAcross(withTopic(columns)) : removeColumn(columns, 'topic')
}
