import { z } from 'zod'
import { Offset, Partition, TopicName } from './units.ts'

/** Names a bookmark. */
export const BookmarkId = z
  .string()
  .regex(/^[a-z0-9]{8,32}$/)
  .meta({ description: 'Id of a bookmark', example: 'q8w2n5k1m0zx' })
export type BookmarkId = z.infer<typeof BookmarkId>

/** Partitions of one bookmark at most. */
export const BOOKMARK_PARTITIONS_MAX = 20_000

/** A topic’s part of a cut: everything below `offset` is before it. */
export const BookmarkTopic = z.object({
  topic: TopicName,
  topicId: z.string().nullable().describe('Of another topic of the same name the cut says nothing'),
  partitions: z.array(z.object({ partition: Partition, offset: Offset })).min(1),
})

/** A cut through topics that stays where it is: the only point in time that can be gone back to exactly. */
export const Bookmark = z
  .object({
    id: BookmarkId,
    name: z.string(),
    note: z.string(),
    who: z.string(),
    at: z.int().describe('When it was set'),
    topics: z.array(BookmarkTopic).min(1),
  })
  .meta({ id: 'Bookmark' })
export type Bookmark = z.infer<typeof Bookmark>

/** `GET …/bookmarks`, newest first. */
export const BookmarkList = z.object({ bookmarks: z.array(Bookmark) })
