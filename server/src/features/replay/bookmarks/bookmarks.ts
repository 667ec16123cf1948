import { randomBytes } from 'node:crypto'
import {
  BOOKMARKS_MAX,
  type Bookmark,
  type BookmarkDraft,
  type BookmarkSummary,
  BookmarkSummary as Summary,
} from '@sluice/shared/replay-bookmarks'
import { AppError } from '#http/app-error.ts'
import type { CallOptions, KafkaGateway } from '#kafka/gateway.ts'
import type { BookmarkTable, KeptBookmark, KeptCut } from '#store/bookmark-table.ts'
import { makeCut } from './make-cut.ts'

export interface BookmarksDeps {
  table: BookmarkTable
  /** Epoch milliseconds. */
  now?: () => number
}

/** Cuts that people keep under a name. Nothing of them is in Kafka. Throws `STORE_UNAVAILABLE`. */
export class Bookmarks {
  readonly #table: BookmarkTable
  readonly #now: () => number

  constructor({ table, now = Date.now }: BookmarksDeps) {
    this.#table = table
    this.#now = now
  }

  list(cluster: string): BookmarkSummary[] {
    return this.#table.list(cluster).map(({ bookmark, cuts }) => ({ ...toAbout(bookmark), topics: cuts }))
  }

  /** Throws `BOOKMARK_NOT_FOUND`. */
  find(cluster: string, id: string): Bookmark {
    const found = this.#table.read(cluster, id)
    if (found === null) throw notFound(id)
    return toBookmark(found.bookmark, found.cuts)
  }

  /** Asks the cluster where the cut goes through, and keeps it. */
  async set(
    { cluster, gateway }: { cluster: string; gateway: KafkaGateway },
    { name, note, who, cut }: BookmarkDraft,
    options: CallOptions,
  ): Promise<Bookmark> {
    const cuts = await makeCut(gateway, cut, this.#now(), options)
    const at = this.#now()
    const of = cut.kind === 'time' ? String(cut.ms) : cut.kind === 'group' ? cut.group : ''
    const bookmark = { id: newId(), cluster, name, note, who, at, kind: cut.kind, of }
    const audit = {
      ...{ at, cluster, who, action: 'set-bookmark', target: name, why: note, result: 'done' as const },
      detail: { id: bookmark.id, kind: cut.kind, of, topics: cuts.map(({ topic }) => topic).slice(0, 200) },
    }
    if (this.#table.insert(bookmark, cuts, audit, BOOKMARKS_MAX)) return toBookmark(bookmark, cuts)
    throw new AppError(
      'BAD_REQUEST',
      `"${cluster}" has ${BOOKMARKS_MAX} bookmarks already. Delete some that nobody needs any more.`,
    )
  }

  /** Throws `BOOKMARK_NOT_FOUND`. */
  remove(cluster: string, id: string, who: string): void {
    const { name } = this.find(cluster, id)
    const audit = {
      ...{ at: this.#now(), cluster, who, action: 'delete-bookmark', target: name, why: '' },
      ...{ detail: { id }, result: 'done' as const },
    }
    if (!this.#table.delete(cluster, id, audit)) throw notFound(id)
  }
}

/** As hard to guess as it needs to be so that no two are the same. */
function newId(): string {
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz'
  return [...randomBytes(14)].map((byte) => letters[byte % letters.length]).join('')
}

function toAbout({ id, name, note, who, at, kind, of }: KeptBookmark) {
  return { id, name, note, who, at, kind: Summary.shape.kind.parse(kind), of }
}

function toBookmark(bookmark: KeptBookmark, cuts: readonly KeptCut[]): Bookmark {
  return {
    ...toAbout(bookmark),
    topics: cuts.map(({ partitions, ...cut }) => ({
      ...cut,
      partitions: partitions.map(({ partition, offset }) => ({ partition, offset: `${offset}` })),
    })),
  }
}

function notFound(id: string): AppError {
  return new AppError(
    'BOOKMARK_NOT_FOUND',
    `There is no bookmark "${id}" on this cluster; it may have been deleted.`,
  )
}
