import type { MoveFlag, MovePlanRequest, MoveTarget } from '@sluice/shared/groups-reset'
import { topicNotFound } from '#kafka/faults.ts'
import type { CallOptions, KafkaGateway, TopicDescription, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { byPlace, idOf } from './place-id.ts'
import type { Commit } from './read-group.ts'
import type { Bounds } from './read-logs.ts'

/** Where a mode wants a partition, before the log sets bounds to it; null: it says nothing of this one. */
export interface Aim extends TopicPartitionId {
  asked: bigint | null
  /** The commit is to go rather than to move. */
  forget: boolean
  /** It stays where it is, even outside of the log. */
  stay: boolean
  /** What is written beside the offset; null: nothing, as Kafka's own tool does. */
  beside: Pick<Commit, 'leaderEpoch' | 'metadata'> | null
  /** The topic that the place was saved of; it may have been created anew since. */
  topicId: string | null
  flags: MoveFlag[]
}

/** A place that a list, a snapshot or another group names; a null offset: there was no commit. */
export interface SourcePlace extends TopicPartitionId {
  offset: bigint | null
  beside: Aim['beside']
  topicId: string | null
}

/**
 * The partitions in question: those of the scope, else those that the mode names by itself, else all that the group has
 * committed. A topic without numbers stands for all its partitions.
 */
export function partitionsOf(
  scope: MovePlanRequest['scope'],
  named: Iterable<TopicPartitionId>,
  topics: ReadonlyMap<string, TopicDescription | KafkaFault>,
): TopicPartitionId[] {
  const chosen = new Map<string, TopicPartitionId>()
  const add = ({ topic, partition }: TopicPartitionId) =>
    chosen.set(idOf({ topic, partition }), { topic, partition })
  if (scope.length === 0) for (const id of named) add(id)
  for (const { topic, partitions } of scope) {
    const described = topics.get(topic)
    if (described instanceof KafkaFault) throw described
    if (described === undefined) throw topicNotFound(topic)
    const numbers = partitions ?? described.partitions.map(({ partition }) => partition)
    for (const partition of numbers) add({ topic, partition })
  }
  return [...chosen.values()].sort(byPlace)
}

interface AimContext {
  to: MoveTarget
  commits: ReadonlyMap<string, Commit>
  source: ReadonlyMap<string, SourcePlace> | null
  bounds: ReadonlyMap<string, Bounds>
  /** What the time index found, by partition; null: nothing that new. */
  found: ReadonlyMap<string, bigint | null | KafkaFault>
}

/** What the mode says of one partition. */
export function aimAt(id: TopicPartitionId, context: AimContext): Aim {
  const { to, source, commits, bounds } = context
  const aim: Aim = { ...id, asked: null, forget: false, stay: false, beside: null, topicId: null, flags: [] }
  if (to.mode === 'forget' || to.mode === 'delete-group') return { ...aim, forget: true }
  if (source !== null) return fromSource(aim, source.get(idOf(id)), to.mode === 'undo')
  const log = bounds.get(idOf(id))
  if (log === undefined || 'fault' in log) return aim
  const at = commits.get(idOf(id))?.offset ?? null
  switch (to.mode) {
    case 'earliest':
      return { ...aim, asked: log.start }
    case 'latest':
      return { ...aim, asked: log.end }
    case 'current':
      return { ...aim, asked: at ?? log.end, stay: at !== null }
    case 'offset':
      return { ...aim, asked: BigInt(to.offset) }
    case 'shift':
      return { ...aim, asked: at === null ? null : at + BigInt(to.by) }
    default: {
      const found = context.found.get(idOf(id))
      if (found === undefined || found instanceof KafkaFault) return aim
      return found === null
        ? { ...aim, asked: log.end, flags: ['no-record-at-time'] }
        : { ...aim, asked: found }
    }
  }
}

function fromSource(aim: Aim, place: SourcePlace | undefined, undo: boolean): Aim {
  if (place === undefined) return { ...aim, flags: ['source-none'] }
  const { offset, beside, topicId } = place
  if (offset === null) return undo ? { ...aim, forget: true } : { ...aim, flags: ['source-none'] }
  return { ...aim, asked: offset, beside, topicId }
}

/** The first record at or after a time, in each partition whose log can be read. */
export async function askTimes(
  gateway: KafkaGateway,
  ids: readonly TopicPartitionId[],
  ms: number,
  options: CallOptions,
): Promise<Map<string, bigint | null | KafkaFault>> {
  if (ids.length === 0) return new Map()
  const queries = ids.map(({ topic, partition }) => ({ topic, partition, at: { timestamp: BigInt(ms) } }))
  const outcomes = await gateway.listOffsets(queries, { ...options, isolation: 'read_uncommitted' })
  return new Map(
    ids.map((id, index) => {
      const outcome = outcomes[index]
      if (outcome === undefined) return [idOf(id), null]
      return [idOf(id), outcome.ok ? outcome.value.offset : outcome.fault]
    }),
  )
}
