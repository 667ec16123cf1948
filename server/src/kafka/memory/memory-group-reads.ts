import type { Outcome } from '../calls.ts'
import { brokerUnreachable, groupNotAuthorized, groupNotFound, notSupported } from '../faults.ts'
import type { CoordinatedGroups, GroupDescription, GroupKind, GroupOffsets, ShareOffsets } from '../groups.ts'
import type { KafkaFault } from '../kafka-fault.ts'
import { type MemoryRelease, since } from './memory-apis.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import { coordinatorOf, type MemoryGroup, stateOf } from './memory-groups.ts'

type GroupOutcome<T> = Outcome<T, { group: string }>

/** What describes each kind, what that is for, and since when. */
const DESCRIBE: Readonly<Record<GroupKind, readonly [api: string, what: string, since: string]>> = {
  classic: ['DescribeGroups', 'Describing groups', '0.11'],
  unknown: ['DescribeGroups', 'Describing groups', '0.11'],
  consumer: ['ConsumerGroupDescribe', 'Describing groups of the consumer protocol', '3.7'],
  share: ['ShareGroupDescribe', 'Describing share groups', '4.1'],
  streams: ['StreamsGroupDescribe', 'Describing streams groups', '4.1'],
}

/** Like a broker, leaves out without a word what the user may not see. */
export function listGroups(
  cluster: MemoryCluster,
  release: MemoryRelease,
): Outcome<CoordinatedGroups, { brokerId: number }>[] {
  cluster.anyBroker()
  const seen = [...cluster.groups.all.values()].filter(({ group }) => !isHidden(cluster, group))
  const byBroker = Map.groupBy(seen, ({ group }) => coordinatorOf(group, cluster.brokers))
  const present = [...cluster.brokers].filter(([, health]) => health !== 'down')
  return present.map(([brokerId, health]) => {
    if (health !== 'up') {
      return { ok: false, brokerId, fault: brokerUnreachable(brokerId, cluster.failedAttempt(brokerId)) }
    }
    const groups = (byBroker.get(brokerId) ?? []).map((one) => ({
      group: one.group,
      kind: since(release, '3.8') ? one.kind : ('classic' as const),
      protocolType: one.protocolType,
      state: since(release, '2.6') ? stateOf(one) : null,
      commitsEpoch: 0,
    }))
    return { ok: true, value: { brokerId, groups } }
  })
}

export function describeGroups(
  cluster: MemoryCluster,
  asked: readonly { group: string; kind: GroupKind }[],
  has: (api: string) => boolean,
): GroupOutcome<GroupDescription>[] {
  cluster.anyBroker()
  return asked.map(({ group, kind }) => {
    const fail = (fault: KafkaFault) => ({ ok: false as const, group, fault })
    const coordinator = coordinatorOf(group, cluster.brokers)
    const fault = whyNot(cluster, group)
    if (fault !== null) return fail(fault)
    const [api, what, release] = DESCRIBE[kind]
    if (!has(api)) return fail(notSupported(what, release))
    const found = cluster.groups.all.get(group)
    if (found === undefined || (found.kind !== kind && kind !== 'unknown')) return fail(groupNotFound(group))
    return { ok: true, value: toDescription(found, kind, coordinator) }
  })
}

function toDescription(found: MemoryGroup, kind: GroupKind, coordinator: number): GroupDescription {
  const epoch = kind === 'classic' || kind === 'unknown' ? null : found.epoch
  return {
    group: found.group,
    kind,
    state: stateOf(found),
    protocolType: found.protocolType,
    assignor: found.assignor,
    groupEpoch: epoch,
    targetEpoch: epoch,
    coordinator,
    members: structuredClone([...found.members.values()]),
    ...(found.subtopologies && { subtopologies: structuredClone(found.subtopologies) }),
  }
}

export function listGroupOffsets(
  cluster: MemoryCluster,
  groups: readonly string[],
): GroupOutcome<GroupOffsets>[] {
  cluster.anyBroker()
  return groups.map((group) => {
    const fault = whyNot(cluster, group)
    if (fault !== null) return { ok: false, group, fault }
    const commits = cluster.groups.all.get(group)?.commits ?? []
    const topics = [...commits].flatMap(([topic, partitions]) =>
      cluster.isDenied(topic) ? [] : [{ topic, partitions: structuredClone([...partitions.values()]) }],
    )
    const coordinator = coordinatorOf(group, cluster.brokers)
    return { ok: true, value: { group, coordinator, topics, faults: [] } }
  })
}

export function listShareOffsets(
  cluster: MemoryCluster,
  groups: readonly string[],
  has: (api: string) => boolean,
): GroupOutcome<ShareOffsets>[] {
  cluster.anyBroker()
  return groups.map((group) => {
    const fault = whyNot(cluster, group)
    if (fault !== null) return { ok: false, group, fault }
    if (!has('DescribeShareGroupOffsets')) {
      return { ok: false, group, fault: notSupported('Reading where share groups stand', '4.1') }
    }
    const found = cluster.groups.all.get(group)
    const topics = [...(found?.shares ?? [])].map(([topic, partitions]) => ({
      topic,
      partitions: [...partitions].map(([partition, place]) => ({ partition, fault: null, ...place })),
    }))
    return { ok: true, value: { group, topics } }
  })
}

/** Why the coordinator says nothing of the group at all. */
function whyNot(cluster: MemoryCluster, group: string): KafkaFault | null {
  const coordinator = coordinatorOf(group, cluster.brokers)
  if (!cluster.isUp(coordinator)) return brokerUnreachable(coordinator, cluster.failedAttempt(coordinator))
  return isHidden(cluster, group) ? groupNotAuthorized(group, 'Describe') : null
}

function isHidden(cluster: MemoryCluster, group: string): boolean {
  return cluster.denied.groups?.includes(group) ?? false
}
