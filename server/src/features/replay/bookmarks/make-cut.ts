import {
  BOOKMARK_PARTITIONS_MAX,
  BOOKMARK_TOPICS_MAX,
  type BookmarkCut,
} from '@sluice/shared/replay-bookmarks'
import { AppError } from '#http/app-error.ts'
import { noLeader, partitionNotFound } from '#kafka/faults.ts'
import type { CallOptions, KafkaGateway, OffsetPosition, TopicDescription } from '#kafka/gateway.ts'
import { readGroupPositions } from '#kafka/group-positions.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { KeptCut } from '#store/bookmark-table.ts'

type Place = { topic: string; partition: number; offset: bigint }

/**
 * The offsets of a cut, whole or not at all: one partition that does not answer rejects it, since a cut with a hole would
 * pass for one without.
 */
export async function makeCut(
  gateway: KafkaGateway,
  cut: BookmarkCut,
  nowMs: number,
  options: CallOptions,
): Promise<KeptCut[]> {
  switch (cut.kind) {
    case 'now':
      return await cutAt(gateway, cut.topics, 'latest', options)
    case 'time':
      if (cut.ms > nowMs)
        throw new AppError(
          'BAD_REQUEST',
          'This time is still to come: what will be before it is not known yet.',
        )
      return await cutAt(gateway, cut.topics, { timestamp: BigInt(cut.ms) }, options)
    case 'group':
      return await cutOfGroup(gateway, cut, options)
    case 'offsets':
      return await cutOfPlaces(
        gateway,
        cut.offsets.map(({ offset, ...id }) => ({ ...id, offset: BigInt(offset) })),
        options,
      )
  }
}

async function cutAt(
  gateway: KafkaGateway,
  names: readonly string[],
  at: OffsetPosition,
  options: CallOptions,
): Promise<KeptCut[]> {
  const topics = await describe(gateway, names, options)
  const ids = topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partition }) => ({ topic: name, partition })),
  )
  refuseTooMany(ids.length)
  const ask = async (position: OffsetPosition, of: typeof ids) => {
    const queries = of.map((id) => ({ ...id, at: position }))
    return await gateway.listOffsets(queries, { ...options, isolation: 'read_uncommitted' })
  }
  const found = await ask(at, ids)
  const offsets = ids.map((_, index) => told(found[index]))
  // Nothing is that new: all there is lies before the cut.
  const beyond = ids.filter((_, index) => offsets[index] === null)
  const ends = beyond.length === 0 ? [] : await ask('latest', beyond)
  let next = 0
  const places = ids.map((id, index) => ({ ...id, offset: offsets[index] ?? told(ends[next++]) }))
  return toCuts(
    topics,
    places.map(({ offset, ...id }) => {
      if (offset === null) throw noLeader(id.topic, id.partition)
      return { ...id, offset }
    }),
  )
}

function told(outcome: Awaited<ReturnType<KafkaGateway['listOffsets']>>[number] | undefined): bigint | null {
  if (outcome === undefined)
    throw new KafkaFault('INTERNAL', 'Kafka said nothing of a partition it was asked for.')
  if (!outcome.ok) throw outcome.fault
  return outcome.value.offset
}

async function cutOfGroup(
  gateway: KafkaGateway,
  { group, topics }: Extract<BookmarkCut, { kind: 'group' }>,
  options: CallOptions,
): Promise<KeptCut[]> {
  const wanted = (topic: string) => topics.length === 0 || topics.includes(topic)
  const { places, faults } = await readGroupPositions(gateway, group, options)
  const [fault] = faults.filter(({ topic }) => wanted(topic))
  if (fault !== undefined) throw fault.fault
  const chosen = places.filter(({ topic }) => wanted(topic))
  const silent = topics.find((topic) => chosen.every((place) => place.topic !== topic))
  if (silent !== undefined)
    throw new AppError('BAD_REQUEST', `Group "${group}" has committed nothing in topic "${silent}".`)
  return await cutOfPlaces(gateway, chosen, options)
}

async function cutOfPlaces(gateway: KafkaGateway, places: readonly Place[], options: CallOptions) {
  refuseTooMany(places.length)
  const names = [...new Set(places.map(({ topic }) => topic))]
  if (names.length > BOOKMARK_TOPICS_MAX)
    throw new AppError('BAD_REQUEST', `A bookmark has at most ${BOOKMARK_TOPICS_MAX} topics.`)
  return toCuts(await describe(gateway, names, options), places)
}

async function describe(
  gateway: KafkaGateway,
  names: readonly string[],
  options: CallOptions,
): Promise<TopicDescription[]> {
  const outcomes = await gateway.describeTopics([...new Set(names)].sort(), options)
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw outcome.fault
    return outcome.value
  })
}

function toCuts(topics: readonly TopicDescription[], places: readonly Place[]): KeptCut[] {
  const byTopic = Map.groupBy(places, ({ topic }) => topic)
  return topics.map(({ name, topicId, partitions }) => {
    const there = new Set(partitions.map(({ partition }) => partition))
    const seen = new Set<number>()
    const mine = byTopic.get(name) ?? []
    for (const { partition } of mine) {
      if (!there.has(partition)) throw partitionNotFound(name, partition, there.size)
      if (seen.has(partition))
        throw new AppError('BAD_REQUEST', `Partition ${partition} of "${name}" is named twice. Name it once.`)
      seen.add(partition)
    }
    return {
      topic: name,
      topicId,
      partitionsThen: there.size,
      partitions: mine
        .map(({ partition, offset }) => ({ partition, offset }))
        .sort((a, b) => a.partition - b.partition),
    }
  })
}

function refuseTooMany(partitions: number): void {
  if (partitions <= BOOKMARK_PARTITIONS_MAX) return
  const message = `These are ${partitions} partitions; a bookmark has at most ${BOOKMARK_PARTITIONS_MAX}. Choose fewer topics.`
  throw new AppError('BAD_REQUEST', message)
}
