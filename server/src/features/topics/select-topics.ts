import type { TopicListQuery, TopicSort } from '@sluice/shared/topics'
import type { TopicFigures } from './topic-figures.ts'

export interface TopicSelection {
  page: TopicFigures[]
  total: number
  hiddenInternal: number
}

/** Search, order and page over what is in memory. */
export function selectTopics(topics: readonly TopicFigures[], query: TopicListQuery): TopicSelection {
  const wanted = query.search.toLowerCase()
  const matching = wanted === '' ? topics : topics.filter(({ folded }) => folded.includes(wanted))
  const shown = query.internal === 'true' ? matching : matching.filter(({ internal }) => !internal)
  const sorted = shown.toSorted(comparison(query.sort, query.order))
  const first = (query.page - 1) * query.pageSize
  return {
    page: sorted.slice(first, first + query.pageSize),
    total: shown.length,
    hiddenInternal: matching.length - shown.length,
  }
}

type Comparison = (a: TopicFigures, b: TopicFigures) => number

const READ: Readonly<Record<Exclude<TopicSort, 'name'>, (topic: TopicFigures) => number | bigint | null>> = {
  partitions: (topic) => topic.partitions,
  replication: (topic) => topic.replicationFactor,
  messages: (topic) => topic.messages,
  bytes: (topic) => topic.bytes,
}

/** Unknown figures come last in either direction, and equal ones by name, so that pages neither overlap nor skip. */
function comparison(sort: TopicSort, order: 'asc' | 'desc'): Comparison {
  const sign = order === 'asc' ? 1 : -1
  if (sort === 'name') return (a, b) => sign * byName(a, b)
  const read = READ[sort]
  return (a, b) => {
    const left = read(a)
    const right = read(b)
    if (left === null || right === null) {
      if (left === right) return byName(a, b)
      return left === null ? 1 : -1
    }
    if (left === right) return byName(a, b)
    return left < right ? -sign : sign
  }
}

function byName(a: TopicFigures, b: TopicFigures): number {
  if (a.name === b.name) return 0
  return a.name < b.name ? -1 : 1
}
