import type { ReadOnlyReason } from '@sluice/shared/clusters'
import type { MoveBlocker, MoveMode } from '@sluice/shared/groups-reset'
import type { GroupMemberDescription } from '#kafka/groups.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import type { PlacedRow } from './place-row.ts'
import type { SeenMove } from './quiet-watch.ts'
import type { GroupGround } from './read-group.ts'

/** What resets the topics, offsets and state of a Kafka Streams application together. */
export const STREAMS_TOOL = 'kafka-streams-application-reset'
const MEMBERS_MAX = 50
/** States in which nobody is there. */
const AT_REST = new Set(['Empty', 'Dead'])

interface Approach {
  mode: MoveMode
  rows: readonly PlacedRow[]
  readOnly: ReadOnlyReason | null
  /** A commit that was seen to move while nobody is a member. */
  moved: SeenMove | null
}

/** Everything that stands in the way, worst first; none: it may be done. */
export function blockersOf(ground: GroupGround, { mode, rows, readOnly, moved }: Approach): MoveBlocker[] {
  const blockers: MoveBlocker[] = []
  if (readOnly !== null) blockers.push({ kind: 'read-only', reason: readOnly })
  if (ground.kind === 'streams') blockers.push({ kind: 'streams', tool: STREAMS_TOOL })
  if (ground.fault !== null) blockers.push({ kind: 'fault', fault: toItemFault(ground.fault) })
  const alive = whoIsThere(ground, mode, rows)
  if (alive !== null) blockers.push(alive)
  else if (moved !== null && mode !== 'forget')
    blockers.push({
      kind: 'standalone',
      topic: moved.topic,
      partition: moved.partition,
      from: textOf(moved.from),
      to: textOf(moved.to),
      at: moved.at,
    })
  const acts = rows.some(({ act }) => act === 'move' || act === 'forget')
  if (mode === 'delete-group' ? ground.kind === null : !acts) blockers.push({ kind: 'nothing' })
  return blockers
}

function whoIsThere(
  { description, kind }: GroupGround,
  mode: MoveMode,
  rows: readonly PlacedRow[],
): MoveBlocker | null {
  if (description === null) return null
  const { members, state } = description
  // Commits of a topic that nobody reads any more may go while the group lives.
  const whileAlive = mode === 'forget' && kind !== 'share'
  const holders = whileAlive ? members.filter((member) => holds(member, rows)) : members
  if (holders.length > 0)
    return {
      kind: 'members',
      count: holders.length,
      members: holders.slice(0, MEMBERS_MAX).map(({ memberId, clientId, host, instanceId }) => ({
        memberId,
        clientId,
        host,
        instanceId,
      })),
    }
  if (whileAlive || AT_REST.has(state)) return null
  return { kind: 'busy', state }
}

function holds({ assigned, target }: GroupMemberDescription, rows: readonly PlacedRow[]): boolean {
  const topics = new Set([...assigned, ...(target ?? [])].map(({ topic }) => topic))
  return rows.some(({ act, topic }) => act === 'forget' && topics.has(topic))
}

function textOf(offset: bigint | null): string | null {
  return offset === null ? null : `${offset}`
}
