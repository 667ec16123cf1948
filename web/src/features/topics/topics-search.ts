import { TopicSort } from '@sluice/shared/topics'

/** What the URL of the topic list holds; whatever is the default is left out of it. */
export interface TopicsSearch {
  q?: string
  sort?: TopicSort
  order?: 'desc'
  internal?: 'true'
}

const SEARCH_MAX = 249

/** Reads the search part of a link. What cannot be understood falls back to the default, so an old link still opens. */
export function parseTopicsSearch(raw: Record<string, unknown>): TopicsSearch {
  const q = typeof raw.q === 'string' ? raw.q.slice(0, SEARCH_MAX) : ''
  const sort = TopicSort.safeParse(raw.sort).data
  return {
    ...(q === '' ? {} : { q }),
    ...(sort === undefined || sort === 'name' ? {} : { sort }),
    ...(raw.order === 'desc' ? { order: 'desc' } : {}),
    ...(raw.internal === 'true' ? { internal: 'true' } : {}),
  }
}

/** The search after a press on a column: the same column turns round; figures begin with the largest, names with a. */
export function sortBy(search: TopicsSearch, column: TopicSort): TopicsSearch {
  const { sort = 'name', order: current = 'asc', ...rest } = search
  const first = column === 'name' ? 'asc' : 'desc'
  const order = column !== sort ? first : current === 'asc' ? 'desc' : 'asc'
  return parseTopicsSearch({ ...rest, sort: column, order })
}
