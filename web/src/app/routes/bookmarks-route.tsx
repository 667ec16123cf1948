import { readTopicNames } from '@sluice/shared/messages-topics'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { BookmarksPage, type BookmarksUrl } from '#features/replay/bookmarks/bookmarks-page.tsx'
import type { SearchRecord } from '#lib/search-codec.ts'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/bookmarks')

export function BookmarksRoute() {
  const { cluster } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const url = useMemo(() => readUrl(search), [search])
  const onUrl = useCallback(
    (part: Partial<BookmarksUrl>) =>
      void navigate({ search: (now) => writeUrl({ ...readUrl(now), ...part }), replace: true }),
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <BookmarksPage key={cluster} cluster={cluster} url={url} onUrl={onUrl} />
    </ClusterFrame>
  )
}

function readUrl({ bookmark = '', make = '', topics = '', group = '' }: SearchRecord): BookmarksUrl {
  return {
    open: bookmark === '' ? null : bookmark,
    making: make === '1',
    topics: readTopicNames(topics) ?? [],
    group,
  }
}

function writeUrl({ open, making, topics, group }: BookmarksUrl): SearchRecord {
  return { bookmark: open ?? '', make: making ? '1' : '', topics: topics.join(','), group }
}
