import type { CallOptions, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import type { GroupDescription, GroupKind, GroupReads } from '#kafka/groups.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { idOf } from './place-id.ts'

/** What is asked of a cluster to move a group. */
export type MoveReads = KafkaGateway & GroupReads

/** A commit as it was read. Share groups have a start offset and no more. */
export interface Commit extends TopicPartitionId {
  offset: bigint
  leaderEpoch: number | null
  metadata: string
}

/** A group as it stands: `kind` null where there is none of this id; `fault` where its members could not be read. */
export interface GroupGround {
  group: string
  kind: GroupKind | null
  description: GroupDescription | null
  fault: KafkaFault | null
  commits: ReadonlyMap<string, Commit>
  /** Partitions whose commit the coordinator could not tell. */
  commitFaults: ReadonlyMap<string, TopicPartitionId & { fault: KafkaFault }>
}

/** Kind, members and commits. Rejects where the commits cannot be read: nothing can be planned then. */
export async function readGroup(
  gateway: MoveReads,
  group: string,
  options: CallOptions,
): Promise<GroupGround> {
  const { kind, fault: hidden } = await kindOf(gateway, group, options)
  const [described, commits] = await Promise.all([
    kind === null ? null : describe(gateway, group, kind, options),
    readCommits(gateway, group, kind, options),
  ])
  const gone = described instanceof KafkaFault && described.code === 'GROUP_NOT_FOUND'
  return {
    group,
    kind: gone ? null : kind,
    description: described instanceof KafkaFault ? null : described,
    fault: described instanceof KafkaFault && !gone ? described : hidden,
    ...commits,
  }
}

/** Whether somebody is a member now; of a group that could not be described it is not known, and so not ruled out. */
export function hasMembers({ description, fault }: GroupGround): boolean {
  return description === null ? fault !== null : description.members.length > 0
}

/** Its commits alone. */
export async function readCommits(
  gateway: MoveReads,
  group: string,
  kind: GroupKind | null,
  options: CallOptions,
): Promise<Pick<GroupGround, 'commits' | 'commitFaults'>> {
  return kind === 'share'
    ? await shareStarts(gateway, group, options)
    : await committed(gateway, group, options)
}

async function kindOf(
  gateway: MoveReads,
  group: string,
  options: CallOptions,
): Promise<{ kind: GroupKind | null; fault: KafkaFault | null }> {
  const outcomes = await gateway.listGroups(options)
  for (const outcome of outcomes) {
    const found = outcome.ok ? outcome.value.groups.find((one) => one.group === group) : undefined
    if (found !== undefined) return { kind: found.kind, fault: null }
  }
  // A broker that did not answer may be the one that coordinates it.
  const silent = outcomes.find((outcome) => !outcome.ok)
  return { kind: null, fault: silent?.ok === false ? silent.fault : null }
}

async function describe(
  gateway: MoveReads,
  group: string,
  kind: GroupKind,
  options: CallOptions,
): Promise<GroupDescription | KafkaFault> {
  const [outcome] = await gateway.describeGroups([{ group, kind }], options)
  if (outcome === undefined) return new KafkaFault('INTERNAL', `Kafka told nothing of group "${group}".`)
  return outcome.ok ? outcome.value : outcome.fault
}

async function committed(gateway: MoveReads, group: string, options: CallOptions) {
  const [outcome] = await gateway.listGroupOffsets([group], options)
  if (outcome?.ok === false) throw outcome.fault
  const commits = new Map<string, Commit>()
  for (const { topic, partitions } of outcome?.value.topics ?? [])
    for (const one of partitions) commits.set(idOf({ topic, ...one }), { topic, ...one })
  const faults = outcome?.value.faults ?? []
  return { commits, commitFaults: new Map(faults.map((fault) => [idOf(fault), fault])) }
}

async function shareStarts(gateway: MoveReads, group: string, options: CallOptions) {
  const [outcome] = await gateway.listShareOffsets([group], options)
  if (outcome?.ok === false) throw outcome.fault
  const commits = new Map<string, Commit>()
  const commitFaults = new Map<string, TopicPartitionId & { fault: KafkaFault }>()
  for (const { topic, partitions } of outcome?.value.topics ?? [])
    for (const { partition, startOffset, fault } of partitions) {
      const id = { topic, partition }
      if (fault !== null) commitFaults.set(idOf(id), { ...id, fault })
      else if (startOffset !== null)
        commits.set(idOf(id), { ...id, offset: startOffset, leaderEpoch: null, metadata: '' })
    }
  return { commits, commitFaults }
}
