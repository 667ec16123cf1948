import type { Broker, ClusterDetail, ClusterVersion, FeatureState, Quorum } from '@sluice/shared/clusters'
import { FEATURES } from '@sluice/shared/clusters'
import type { Maybe } from '@sluice/shared/errors'
import type {
  ApiDescription,
  CallOptions,
  ClusterDescription,
  QuorumDescription,
  TopicDescription,
} from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { describeFeatures } from './cluster-features.ts'
import { type RegisteredCluster, toClusterWrites } from './cluster-registry.ts'
import { guessRelease, metadataVersionName } from './guess-release.ts'

/** Fails only where brokers or topics cannot be read at all; the quorum and the version are told apart from the rest. */
export async function describeCluster(
  { name, bootstrap, gateway, monitor, writes }: RegisteredCluster,
  options: CallOptions = {},
): Promise<ClusterDetail> {
  const [cluster, outcomes, apis, quorum] = await Promise.all([
    gateway.describeCluster(options),
    gateway.describeTopics(undefined, options),
    maybe(gateway.describeApis(options)),
    maybe(gateway.describeQuorum(options)),
  ])
  const topics = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  // With KRaft, Metadata names any live broker as the controller; the quorum's leader is the one that acts.
  const controllerId = quorum.available ? quorum.value.leaderId : cluster.controllerId
  return {
    name,
    id: cluster.clusterId,
    bootstrap: [...bootstrap],
    connection: monitor.state(),
    writes: toClusterWrites(writes),
    controllerId,
    brokers: countReplicas(cluster.brokers, controllerId, topics),
    quorum: quorum.available ? { available: true, value: toQuorum(quorum.value) } : quorum,
    version: toVersion(apis),
    features: toFeatures(apis),
    topics: outcomes.length,
    partitions: topics.reduce((sum, topic) => sum + topic.partitions.length, 0),
  }
}

/** A part that this broker or these rights may not give becomes data; anything unforeseen still fails the request. */
async function maybe<T>(call: Promise<T>): Promise<Maybe<T>> {
  try {
    return { available: true, value: await call }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return { available: false, fault: toItemFault(error) }
  }
}

function countReplicas(
  brokers: ClusterDescription['brokers'],
  controllerId: number | null,
  topics: readonly TopicDescription[],
): Broker[] {
  const leaders = new Map<number, number>()
  const replicas = new Map<number, number>()
  for (const { partitions } of topics)
    for (const partition of partitions) {
      if (partition.leader !== null) leaders.set(partition.leader, (leaders.get(partition.leader) ?? 0) + 1)
      for (const id of partition.replicas) replicas.set(id, (replicas.get(id) ?? 0) + 1)
    }
  return [...brokers]
    .sort((a, b) => a.id - b.id)
    .map((broker) => ({
      ...broker,
      controller: broker.id === controllerId,
      leaders: leaders.get(broker.id) ?? 0,
      replicas: replicas.get(broker.id) ?? 0,
    }))
}

function toQuorum(quorum: QuorumDescription): Quorum {
  const leader = [...quorum.voters, ...quorum.observers].find(({ id }) => id === quorum.leaderId)
  const end = leader?.logEndOffset ?? quorum.highWatermark
  const replica = ({ id, logEndOffset, lastCaughtUpAt }: QuorumDescription['voters'][number]) => ({
    id,
    logEndOffset: logEndOffset.toString(),
    lag: (end > logEndOffset ? end - logEndOffset : 0n).toString(),
    lastCaughtUpAt,
  })
  return {
    leaderId: quorum.leaderId,
    leaderEpoch: quorum.leaderEpoch,
    highWatermark: quorum.highWatermark.toString(),
    voters: quorum.voters.map(replica),
    observers: quorum.observers.map(replica),
  }
}

function toVersion(apis: Maybe<ApiDescription>): ClusterVersion {
  if (!apis.available) return { metadataVersion: null, release: null, apis: [] }
  return {
    metadataVersion: metadataVersionName(apis.value.features),
    release: guessRelease(apis.value),
    apis: apis.value.apis.map(({ key, name, min, max }) => ({ key, name, min, max })),
  }
}

function toFeatures(apis: Maybe<ApiDescription>): FeatureState[] {
  if (apis.available) return describeFeatures(apis.value)
  return FEATURES.map((feature) => ({ feature, state: apis }))
}
