import { z } from 'zod'
import { ReadOnlyReason } from './clusters.ts'
import { GroupId } from './groups.ts'
import { BookmarkId } from './replay-bookmark-id.ts'
import { Offset, Partition, TopicName } from './units.ts'

/** Partitions of one bookmark at most. */
export const BOOKMARK_PARTITIONS_MAX = 20_000
/** Topics of one bookmark at most. */
export const BOOKMARK_TOPICS_MAX = 1000
/** Bookmarks of one cluster at most. */
export const BOOKMARKS_MAX = 1000

const PartitionOffset = z.object({ partition: Partition, offset: Offset })

/** A topic’s part of a cut: everything below `offset` is before it. */
export const BookmarkTopic = z.object({
  topic: TopicName,
  topicId: z.string().nullable().describe('Of another topic of the same name the cut says nothing'),
  partitionsThen: z
    .int()
    .describe(
      'Partitions that the topic had: one of a higher number came later, and all of it is behind the cut',
    ),
  partitions: z
    .array(PartitionOffset)
    .min(1)
    .describe('Of a partition that was there and is not named the cut says nothing'),
})
export type BookmarkTopic = z.infer<typeof BookmarkTopic>

/** How the cut was made; what it was made of may have moved since, the cut has not. */
export const BOOKMARK_KINDS = ['now', 'time', 'group', 'offsets'] as const

const about = {
  id: BookmarkId,
  name: z.string(),
  note: z.string(),
  who: z.string(),
  at: z.int().describe('When it was set'),
  kind: z.enum(BOOKMARK_KINDS),
  of: z.string().describe('Of `time` the milliseconds since 1970, of `group` its id; otherwise empty'),
}

/** A cut through topics that stays where it is: the only point in time that can be gone back to exactly. */
export const Bookmark = z.object({ ...about, topics: z.array(BookmarkTopic).min(1) }).meta({ id: 'Bookmark' })
export type Bookmark = z.infer<typeof Bookmark>

/** A bookmark without its offsets. */
export const BookmarkSummary = z
  .object({
    ...about,
    topics: z
      .array(z.object({ topic: TopicName, topicId: z.string().nullable(), partitions: z.int() }))
      .min(1),
  })
  .meta({ id: 'BookmarkSummary' })
export type BookmarkSummary = z.infer<typeof BookmarkSummary>

/** `GET …/bookmarks`, newest first. */
export const BookmarkList = z.object({
  bookmarks: z.array(BookmarkSummary),
  readOnly: ReadOnlyReason.nullable().describe('Why nobody may set or delete one here'),
})
export type BookmarkList = z.infer<typeof BookmarkList>

const Topics = z.array(TopicName).max(BOOKMARK_TOPICS_MAX)

/** Where the cut goes through. */
export const BookmarkCut = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now'), topics: Topics.min(1) }),
  z.strictObject({
    kind: z.literal('time'),
    topics: Topics.min(1),
    ms: z.int().min(0).describe('Before the first record at or after this time, in each partition'),
  }),
  z.strictObject({
    kind: z.literal('group'),
    group: GroupId,
    topics: Topics.default([]).describe('Empty: all that the group has committed'),
  }),
  z.strictObject({
    kind: z.literal('offsets'),
    offsets: z
      .array(z.strictObject({ topic: TopicName, partition: Partition, offset: Offset }))
      .min(1)
      .max(BOOKMARK_PARTITIONS_MAX),
  }),
])
export type BookmarkCut = z.infer<typeof BookmarkCut>

/** Body of `POST …/bookmarks`. */
export const BookmarkDraft = z.strictObject({
  name: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2000).default(''),
  who: z.string().trim().max(200).default(''),
  cut: BookmarkCut,
})
export type BookmarkDraft = z.infer<typeof BookmarkDraft>
/** As a caller may write it. */
export type BookmarkDraftInput = z.input<typeof BookmarkDraft>
