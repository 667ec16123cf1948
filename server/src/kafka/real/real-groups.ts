import type { CallScope } from '../call-scope.ts'
import type { Outcome } from '../calls.ts'
import { groupsLoading } from '../faults.ts'
import type { CoordinatedGroups, GroupKind } from '../groups.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { ClusterMap, MetadataAnswer } from './cluster-map.ts'
import { COMMITS_TOPIC, commitsPartition } from './commits-topic.ts'
import { clusterFault, isStaleCoordinator } from './error-codes.ts'
import type { GroupDirectory } from './group-directory.ts'
import { LIST_GROUPS } from './group-wire-apis.ts'

const KINDS: Readonly<Record<string, GroupKind>> = {
  classic: 'classic',
  consumer: 'consumer',
  share: 'share',
  streams: 'streams',
}

/** Connections and what is remembered, of which every call about groups makes use. */
export interface GroupClient {
  client: BrokerClient
  map: ClusterMap
  directory: GroupDirectory
}

export async function listGroups(
  { client, map, directory }: GroupClient,
  scope: CallScope,
): Promise<Outcome<CoordinatedGroups, { brokerId: number }>[]> {
  // Asked along with the brokers, the epochs of coordinators cost no request.
  const metadata = await map.read([COMMITS_TOPIC], scope)
  const epochs = epochsOf(metadata)
  return await Promise.all(
    metadata.brokers.map(async ({ nodeId, host, port }) => {
      const broker = { id: nodeId, host, port }
      try {
        const value = await listOf(client, broker, epochs, scope)
        directory.learn(
          broker,
          value.groups.map(({ group }) => group),
        )
        return { ok: true as const, value }
      } catch (error) {
        if (!(error instanceof KafkaFault)) throw error
        return { ok: false as const, brokerId: nodeId, fault: error }
      }
    }),
  )
}

async function listOf(
  client: BrokerClient,
  broker: BrokerNode,
  epochs: readonly (number | null)[],
  scope: CallScope,
): Promise<CoordinatedGroups> {
  const { errorCode, groups } = await client.callLeased(broker, LIST_GROUPS, [[], []], scope)
  if (isStaleCoordinator(errorCode)) throw groupsLoading(broker.id)
  if (errorCode !== 0) throw clusterFault(errorCode, `the groups of broker ${broker.id}`)
  return {
    brokerId: broker.id,
    groups: groups.map(({ groupId, protocolType, groupState, groupType }) => ({
      group: groupId,
      kind: kindOf(groupType ?? ''),
      protocolType,
      state: groupState === '' ? null : groupState,
      commitsEpoch: epochs[commitsPartition(groupId, epochs.length)] ?? null,
    })),
  }
}

/** By partition of the commits' topic; empty where that is not told. */
function epochsOf({ topics }: MetadataAnswer): (number | null)[] {
  const partitions = topics.find(({ name }) => name === COMMITS_TOPIC)?.partitions ?? []
  const epochs: (number | null)[] = Array.from({ length: partitions.length }, () => null)
  for (const { partitionIndex, leaderEpoch } of partitions)
    if (leaderEpoch >= 0 && partitionIndex < epochs.length) epochs[partitionIndex] = leaderEpoch
  return epochs
}

/** Before Kafka 3.8 there is one kind only, and it has no name. */
function kindOf(type: string): GroupKind {
  return type === '' ? 'classic' : (KINDS[type.toLowerCase()] ?? 'unknown')
}
