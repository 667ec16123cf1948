import { readOffsetsCsv } from '@sluice/shared/groups-csv'
import type { MovePlanRequest } from '@sluice/shared/groups-reset'
import type { Bookmark } from '@sluice/shared/replay-bookmarks'
import { AppError } from '#http/app-error.ts'
import { groupNotFound } from '#kafka/faults.ts'
import type { CallOptions, TopicPartitionId } from '#kafka/gateway.ts'
import type { GroupSnapshots, WholeSnapshot } from '#store/group-snapshots.ts'
import type { SourcePlace } from './aims.ts'
import { idOf } from './place-id.ts'
import { type MoveReads, readGroup } from './read-group.ts'

interface SourceDeps {
  gateway: MoveReads
  snapshots: GroupSnapshots
  bookmark: BookmarkFinder
  cluster: string
  group: string
  /** What the group has committed. */
  commits: ReadonlyMap<string, TopicPartitionId>
}

/** Throws `BOOKMARK_NOT_FOUND`. */
export type BookmarkFinder = (cluster: string, id: string) => Bookmark

/** The places that the mode names one by one; null where it says the same of every partition. */
export async function sourceOf(
  deps: SourceDeps,
  { to, scope }: MovePlanRequest,
  options: CallOptions,
): Promise<Map<string, SourcePlace> | null> {
  switch (to.mode) {
    case 'partitions':
      return listed(to.offsets)
    case 'csv':
      return fromCsv(to.text, deps.group)
    case 'group':
      return await fromGroup(deps, to.group, options)
    case 'snapshot':
      return fromSnapshot(savedOffsets(deps, to.snapshot))
    case 'bookmark':
      return fromBookmark(deps, deps.bookmark(deps.cluster, to.bookmark), scope.length === 0)
    case 'undo':
      return beforeMove(savedOffsets(deps, to.snapshot))
    default:
      return null
  }
}

function listed(offsets: readonly { topic: string; partition: number; offset: string }[]) {
  const places = new Map<string, SourcePlace>()
  for (const { topic, partition, offset } of offsets) {
    const id = idOf({ topic, partition })
    if (places.has(id))
      throw new AppError('BAD_REQUEST', `Partition ${partition} of "${topic}" is named twice. Name it once.`)
    places.set(id, { topic, partition, offset: BigInt(offset), beside: null, topicId: null })
  }
  return places
}

const CSV_FAULTS = {
  columns: 'is not topic,partition,offset nor group,topic,partition,offset',
  topic: 'names a topic that cannot be one',
  partition: 'has no partition number',
  offset: 'has no offset',
  twice: 'names a partition a second time',
} as const

function fromCsv(text: string, group: string) {
  const { offsets, faults } = readOffsetsCsv(text, group)
  if (faults.length > 0)
    throw new AppError(
      'BAD_REQUEST',
      `The offsets file cannot be read: ${faults.map(({ line, why }) => `line ${line} ${CSV_FAULTS[why]}`).join('; ')}.`,
      { details: { lines: faults } },
    )
  if (offsets.length === 0)
    throw new AppError('BAD_REQUEST', `The offsets file says nothing of group "${group}".`)
  return listed(offsets)
}

async function fromGroup({ gateway }: SourceDeps, other: string, options: CallOptions) {
  const ground = await readGroup(gateway, other, options)
  if (ground.kind === null && ground.commits.size === 0) throw ground.fault ?? groupNotFound(other)
  return new Map(
    [...ground.commits].map(([id, { topic, partition, offset }]): [string, SourcePlace] => [
      id,
      { topic, partition, offset, beside: null, topicId: null },
    ]),
  )
}

/** Throws `SNAPSHOT_NOT_FOUND`. */
function savedOffsets({ snapshots, cluster, group }: SourceDeps, id: string): WholeSnapshot {
  const saved = snapshots.read(cluster, id)
  if (saved === null || saved.snapshot.group !== group)
    throw new AppError('SNAPSHOT_NOT_FOUND', `No saved offsets of group "${group}" have the id "${id}".`)
  return saved
}

function fromSnapshot({ offsets }: WholeSnapshot) {
  return new Map(
    offsets.map(({ topic, partition, committed, topicId, leaderEpoch, metadata }): [string, SourcePlace] => [
      idOf({ topic, partition }),
      { topic, partition, offset: committed, topicId, beside: { leaderEpoch, metadata } },
    ]),
  )
}

/**
 * A cut may go through topics that the group has never read: without a scope it is not made to begin with those. All of a
 * partition that came later lies behind the cut.
 */
function fromBookmark({ group, commits }: SourceDeps, { name, topics }: Bookmark, ownOnly: boolean) {
  const own = new Set([...commits.values()].map(({ topic }) => topic))
  const cut = topics.filter(({ topic }) => !ownOnly || own.size === 0 || own.has(topic))
  if (cut.length === 0)
    throw new AppError(
      'BAD_REQUEST',
      `Bookmark "${name}" goes through no topic that group "${group}" reads. Choose topics, or another bookmark.`,
    )
  const places = cut.flatMap(({ topic, topicId, partitions }) =>
    partitions.map(({ partition, offset }) => ({
      topic,
      topicId,
      partition,
      offset: BigInt(offset),
      beside: null,
    })),
  )
  const then = new Map(cut.map(({ topic, partitionsThen }) => [topic, partitionsThen]))
  const later = [...commits.values()].filter(
    ({ topic, partition }) => partition >= (then.get(topic) ?? Number.POSITIVE_INFINITY),
  )
  return new Map(
    [
      ...places,
      ...later.map(({ topic, partition }) => ({ topic, partition, offset: 0n, beside: null, topicId: null })),
    ].map((place): [string, SourcePlace] => [idOf(place), place]),
  )
}

/** Only what was moved goes back, and what had no commit has none again: other partitions may have gone on since. */
function beforeMove(saved: WholeSnapshot) {
  const commits = fromSnapshot(saved)
  return new Map(
    saved.moves.map(({ topic, partition }): [string, SourcePlace] => {
      const id = idOf({ topic, partition })
      const none = { topic, partition, offset: null, beside: null, topicId: null }
      return [id, commits.get(id) ?? none]
    }),
  )
}
