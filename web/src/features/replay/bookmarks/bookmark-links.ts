import { LINK_TOPICS_MAX } from '@sluice/shared/messages-topics'
import type { BookmarkSummary } from '@sluice/shared/replay-bookmarks'
import type { SearchRecord } from '#lib/search-codec.ts'

/** A view of the cluster by its address, and what its link says. */
export interface Address {
  path: string
  search: SearchRecord
}

export type BookmarkUse = 'readFrom' | 'readTo' | 'playFrom' | 'stateAt' | 'publishFrom'

/** Where a bookmark can be used, for one of its topics or as many as one link can name; null topic: those. */
export function addressOf(
  use: BookmarkUse,
  { id, topics }: Pick<BookmarkSummary, 'id' | 'topics'>,
  topic: string | null,
): Address {
  const names = topic === null ? topics.slice(0, LINK_TOPICS_MAX).map((one) => one.topic) : [topic]
  const [first = '', ...more] = names
  const place = `bookmark:${id}`
  const together = names.join(',')
  switch (use) {
    case 'readFrom':
    case 'readTo': {
      const range: SearchRecord = use === 'readFrom' ? { from: place } : { to: place }
      return more.length === 0
        ? { path: `topics/${encodeURIComponent(first)}/messages`, search: range }
        : { path: 'messages', search: { ...range, topics: together } }
    }
    case 'playFrom':
      return { path: 'play', search: { topics: together, from: place } }
    case 'stateAt':
      return { path: 'state', search: { topic: first, at: place } }
    case 'publishFrom':
      return { path: 'replays/new', search: { topics: together, from: place } }
  }
}
