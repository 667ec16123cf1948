import { paths } from '@sluice/shared/paths'
import { Bookmark, type BookmarkDraftInput, BookmarkList } from '@sluice/shared/replay-bookmarks'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { getJson, sendJson } from '#api/client.ts'

export const bookmarksQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['bookmarks', cluster] as const,
    queryFn: ({ signal }) => getJson(paths.bookmarks(cluster), BookmarkList, { signal }),
    enabled: cluster !== '',
  })

/** One with its offsets; they never change. */
export const bookmarkQuery = (cluster: string, id: string) =>
  queryOptions({
    queryKey: ['bookmarks', cluster, id] as const,
    queryFn: ({ signal }) => getJson(paths.bookmark(cluster, id), Bookmark, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export function setBookmark(cluster: string, draft: BookmarkDraftInput): Promise<Bookmark> {
  return sendJson('POST', paths.bookmarks(cluster), Bookmark, draft)
}

const Done = z.object({ ok: z.literal(true) })

export async function deleteBookmark(cluster: string, id: string, who: string): Promise<void> {
  await sendJson('DELETE', `${paths.bookmark(cluster, id)}?who=${encodeURIComponent(who)}`, Done)
}
