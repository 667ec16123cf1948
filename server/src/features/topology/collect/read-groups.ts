import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LagBoard } from '#features/groups/lag-board.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { GroupKind } from '#kafka/groups.ts'
import type { CollectContext } from '../evidence.ts'

/** A group, and the topics that it has commits or share places in. */
export interface SeenGroup {
  group: string
  kind: GroupKind
  state: string
  protocolType: string
  /** Null: not known, so that it may have some. */
  members: number | null
  /** Its commits move. */
  moving: boolean
  committed: ReadonlyMap<string, CommittedPlace>
}

/** One commit of many in a topic, to be shown as the proof. */
export interface CommittedPlace {
  partition: number
  /** Null: of a share group, whose place is not told. */
  offset: bigint | null
}

/** After so many groups others have their turn. */
const SLICE = 200

/** Groups as the lag collector knows them; null: it has not read any yet. */
export async function groupsOfBoard(board: LagBoard): Promise<SeenGroup[] | null> {
  if (board.health().asOf === null) return null
  const groups: SeenGroup[] = []
  for (const standing of board.standings()) {
    if (groups.length % SLICE === SLICE - 1) await nextTurn()
    const { group, kind, state, protocolType, members, commitRate, topics } = standing
    const committed = new Map<string, CommittedPlace>()
    for (const { topic, partitions } of topics) {
      const place = partitions.find((one) => one.committed !== null)
      if (place !== undefined) committed.set(topic, { partition: place.partition, offset: place.committed })
      else if (kind === 'share') committed.set(topic, { partition: 0, offset: null })
    }
    groups.push({ group, kind, state, protocolType, members, moving: (commitRate ?? 0) > 0, committed })
  }
  return groups
}

/** Where lag is not collected, Kafka is asked. Who moves its commits without members cannot be told in one look. */
export async function groupsOfGateway(
  gateway: KafkaGateway,
  signal: AbortSignal,
  { timeoutMs }: { timeoutMs: number },
): Promise<SeenGroup[]> {
  const options = { signal, timeoutMs }
  const lists = await gateway.listGroups(options)
  const groups = lists.flatMap((outcome) => (outcome.ok ? outcome.value.groups : []))
  const shares = groups.filter(({ kind }) => kind === 'share').map(({ group }) => group)
  const others = groups.filter(({ kind }) => kind !== 'share').map(({ group }) => group)
  const committed = new Map<string, Map<string, CommittedPlace>>()
  for (const outcome of await gateway.listGroupOffsets(others, options))
    if (outcome.ok) committed.set(outcome.value.group, firstPlaces(outcome.value.topics))
  for (const outcome of await gateway.listShareOffsets(shares, options)) {
    if (!outcome.ok) continue
    const topics = outcome.value.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition, startOffset }) => ({ partition, offset: startOffset })),
    }))
    committed.set(outcome.value.group, firstPlaces(topics))
  }
  return groups.map(({ group, kind, state, protocolType }) => ({
    group,
    kind,
    state: state ?? '',
    protocolType,
    members: null,
    moving: false,
    committed: committed.get(group) ?? new Map(),
  }))
}

function firstPlaces(
  topics: readonly { topic: string; partitions: readonly CommittedPlace[] }[],
): Map<string, CommittedPlace> {
  const places = new Map<string, CommittedPlace>()
  for (const { topic, partitions } of topics) {
    const [first] = partitions
    if (first !== undefined) places.set(topic, { partition: first.partition, offset: first.offset })
  }
  return places
}

/** From whichever of the two there is. */
export async function readGroups(
  { board, gateway }: CollectContext,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<SeenGroup[] | null> {
  return board === null ? await groupsOfGateway(gateway, signal, { timeoutMs }) : await groupsOfBoard(board)
}
