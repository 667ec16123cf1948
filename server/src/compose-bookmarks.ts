import type { FindBookmark } from '#features/messages/named-places.ts'
import { Bookmarks } from '#features/replay/bookmarks/bookmarks.ts'
import type { BookmarkRoutesDeps } from '#features/replay/bookmarks.routes.ts'
import { BookmarkTable } from '#store/bookmark-table.ts'
import type { Shelf } from '#store/open-store.ts'

/** Cuts that people keep, for whoever takes one as a place; they hold no state beside the store. */
export function bookmarksIn(store: Shelf): Bookmarks {
  return new Bookmarks({ table: new BookmarkTable(store) })
}

export function findBookmarkIn(store: Shelf): FindBookmark {
  const bookmarks = bookmarksIn(store)
  return (cluster, id) => bookmarks.find(cluster, id)
}

interface BookmarkParts extends Omit<BookmarkRoutesDeps, 'bookmarks' | 'readOnly'> {
  store: Shelf
  config: { loopback: boolean }
}

export function composeBookmarks({ store, config, clusters, gate }: BookmarkParts): {
  bookmarks: BookmarkRoutesDeps
} {
  const readOnly = config.loopback ? null : 'no-authentication'
  return { bookmarks: { bookmarks: bookmarksIn(store), clusters, gate, readOnly } }
}
