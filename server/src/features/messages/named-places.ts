import type { ScanPosition } from '@sluice/shared/messages'
import type { Bookmark, BookmarkTopic } from '@sluice/shared/replay-bookmarks'
import { AppError } from '#http/app-error.ts'
import type { TopicDescription, TopicPartitionId } from '#kafka/gateway.ts'
import { readGroupPositions } from '#kafka/group-positions.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { PartitionMap } from './partition-map.ts'
import type { ScanContext } from './scan-context.ts'

/** Throws `BOOKMARK_NOT_FOUND`. */
export type FindBookmark = (cluster: string, id: string) => Bookmark

/** For whoever searches without the server that keeps them. */
export function noBookmarks(_cluster: string, id: string): never {
  throw new AppError(
    'BOOKMARK_NOT_FOUND',
    `Bookmark "${id}" cannot be looked up here: the Sluice that keeps it has to be asked.`,
  )
}

export type NamedPosition = Extract<ScanPosition, { bookmark: string } | { group: string }>

export function isNamed(position: ScanPosition): position is NamedPosition {
  return 'bookmark' in position || 'group' in position
}

/**
 * Where a kept cut, or a group, stands in each partition. One that it says nothing of is absent and noted, or missing
 * where it could not be told. Rejects where it says nothing at all of the topics.
 */
export async function namedOffsets(
  ctx: ScanContext,
  position: NamedPosition,
  topics: readonly TopicDescription[],
  ranges: readonly TopicPartitionId[],
): Promise<PartitionMap<bigint>> {
  return 'bookmark' in position
    ? cutThrough(ctx, ctx.bookmark(position.bookmark), topics, ranges)
    : await positionsOf(ctx, position.group, ranges)
}

function cutThrough(
  ctx: ScanContext,
  bookmark: Bookmark,
  topics: readonly TopicDescription[],
  ranges: readonly TopicPartitionId[],
): PartitionMap<bigint> {
  const known = new Map<string, BookmarkTopic>()
  for (const topic of topics) {
    const found = topicOf(bookmark, topic)
    if (!(found instanceof KafkaFault)) known.set(topic.name, found)
    else if (ctx.topics.length === 1) throw found
    else ctx.missing.set({ topic: topic.name, partition: null }, found)
  }
  const offsets = new PartitionMap<bigint>()
  for (const id of ranges) {
    const of = known.get(id.topic)
    if (of === undefined) continue
    const offset = offsetIn(of, id.partition)
    if (offset !== null) offsets.set(id, offset)
    else ctx.notes.add({ ...idOf(id), code: 'not-in-bookmark', detail: bookmark.name })
  }
  return offsets
}

/** What a bookmark says of a topic as it is now, or why it says nothing. */
function topicOf(
  { name, topics }: Bookmark,
  { name: topic, topicId }: Pick<TopicDescription, 'name' | 'topicId'>,
): BookmarkTopic | KafkaFault {
  const of = topics.find((one) => one.topic === topic)
  if (of === undefined)
    return new KafkaFault(
      'TOPIC_NOT_FOUND',
      `Bookmark "${name}" does not go through topic "${topic}". Choose another one, or set one that does.`,
    )
  if (of.topicId === null || topicId === null || of.topicId === topicId) return of
  return new KafkaFault(
    'TOPIC_NOT_FOUND',
    `"${topic}" was deleted and created anew since bookmark "${name}" was set: its offsets mean nothing in it.`,
  )
}

/** Of a partition that came later, all is behind the cut. */
function offsetIn({ partitions, partitionsThen }: BookmarkTopic, partition: number): bigint | null {
  const place = partitions.find((one) => one.partition === partition)
  if (place !== undefined) return BigInt(place.offset)
  return partition >= partitionsThen ? 0n : null
}

async function positionsOf(
  ctx: ScanContext,
  group: string,
  ranges: readonly TopicPartitionId[],
): Promise<PartitionMap<bigint>> {
  const options = { signal: ctx.stop.signal, timeoutMs: ctx.limits.callTimeoutMs }
  const told = await readGroupPositions(ctx.gateway, group, options)
  if (![...told.places, ...told.faults].some(({ topic }) => ctx.topics.includes(topic))) {
    const [first, ...others] = ctx.topics
    const where = others.length === 0 ? `topic "${first}"` : 'any of these topics'
    throw new AppError('BAD_REQUEST', `Group "${group}" has committed nothing in ${where}.`)
  }
  const places = new PartitionMap(told.places.map((place) => [place, place.offset] as const))
  const faults = new PartitionMap(told.faults.map((one) => [one, one.fault] as const))
  for (const id of ranges) {
    const fault = faults.get(id)
    if (fault !== undefined) ctx.missing.set(id, fault)
    else if (!places.has(id)) ctx.notes.add({ ...idOf(id), code: 'no-commit', detail: group })
  }
  return places
}

function idOf({ topic, partition }: TopicPartitionId): TopicPartitionId {
  return { topic, partition }
}
