import type { Bookmark, BookmarkDraftInput } from '@sluice/shared/replay-bookmarks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import { keepOwnName } from '#lib/own-name.ts'
import { bookmarksQuery, deleteBookmark, setBookmark } from '../bookmarks.queries.ts'

/** Asks Kafka where the cut goes through and keeps it. */
export function useSetBookmark(cluster: string, onDone: (bookmark: Bookmark) => void) {
  const { t } = useText()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: BookmarkDraftInput) => setBookmark(cluster, draft),
    onSuccess: (bookmark) => {
      if (bookmark.who !== '') keepOwnName(bookmark.who)
      notify(t('bookmarks.saved', { name: bookmark.name }))
      void queries.invalidateQueries({ queryKey: bookmarksQuery(cluster).queryKey })
      onDone(bookmark)
    },
  })
}

export function useDeleteBookmark(cluster: string, onDone: () => void) {
  const { t } = useText()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, who }: { id: string; name: string; who: string }) => deleteBookmark(cluster, id, who),
    onSuccess: (_, { name }) => {
      notify(t('bookmarks.removed', { name }))
      void queries.invalidateQueries({ queryKey: bookmarksQuery(cluster).queryKey })
      onDone()
    },
  })
}
