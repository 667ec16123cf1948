import type { metadataV12 } from '@platformatic/kafka'
import type { CallScope } from '../call-scope.ts'
import { clusterNotAuthorized, topicNotFound } from '../faults.ts'
import type {
  ClusterDescription,
  LogDirDescription,
  Outcome,
  PartitionDescription,
  QuorumDescription,
  TopicDescription,
} from '../gateway.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { clusterFault, topicFault } from './error-codes.ts'
import { DESCRIBE_LOG_DIRS, DESCRIBE_QUORUM } from './wire-apis.ts'

const METADATA_TOPIC = '__cluster_metadata'
const LOG_DIRS = 'the sizes of logs'
const QUORUM = 'the metadata quorum'

export async function describeCluster(map: ClusterMap, scope: CallScope): Promise<ClusterDescription> {
  const { clusterId, controllerId, brokers } = await map.read([], scope)
  return {
    clusterId: clusterId ?? null,
    controllerId: controllerId < 0 ? null : controllerId,
    brokers: brokers.map(({ nodeId, host, port, rack }) => ({ id: nodeId, host, port, rack: rack ?? null })),
  }
}

export async function describeTopics(
  map: ClusterMap,
  names: readonly string[] | undefined,
  scope: CallScope,
): Promise<Outcome<TopicDescription, { name: string }>[]> {
  if (names?.length === 0) return []
  const { topics } = await map.read(names ?? null, scope)
  if (names === undefined) return topics.map(toTopicOutcome)
  const found = new Map(topics.map((topic) => [topic.name, topic]))
  return names.map((name) => {
    const topic = found.get(name)
    return topic === undefined ? { ok: false, name, fault: topicNotFound(name) } : toTopicOutcome(topic)
  })
}

function toTopicOutcome(
  topic: metadataV12.MetadataResponseTopic,
): Outcome<TopicDescription, { name: string }> {
  const name = topic.name ?? ''
  if (topic.errorCode !== 0) return { ok: false, name, fault: topicFault(topic.errorCode, name, 'Describe') }
  const partitions = topic.partitions.map(toPartition).sort((a, b) => a.partition - b.partition)
  return {
    ok: true,
    value: { name, topicId: toTopicId(topic.topicId), internal: topic.isInternal, partitions },
  }
}

function toPartition(partition: metadataV12.MetadataResponsePartition): PartitionDescription {
  const { partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, offlineReplicas } = partition
  return {
    partition: partitionIndex,
    leader: leaderId < 0 ? null : leaderId,
    leaderEpoch: leaderEpoch < 0 ? null : leaderEpoch,
    replicas: replicaNodes,
    isr: isrNodes,
    offlineReplicas,
  }
}

/** In the form that Kafka's own tools print: base64url without padding. */
function toTopicId(uuid: string): string | null {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  return bytes.every((byte) => byte === 0) ? null : bytes.toString('base64url')
}

export async function describeQuorum(
  client: BrokerClient,
  map: ClusterMap,
  scope: CallScope,
): Promise<QuorumDescription> {
  const topics = [{ topicName: METADATA_TOPIC, partitions: [{ partitionIndex: 0 }] }]
  const answer = await client.callAny(map.candidates(), DESCRIBE_QUORUM, [topics], scope)
  const partition = answer.topics[0]?.partitions[0]
  const code = answer.errorCode === 0 ? (partition?.errorCode ?? 0) : answer.errorCode
  if (code !== 0) throw clusterFault(code, QUORUM)
  if (partition === undefined)
    throw new KafkaFault('INTERNAL', 'The broker’s answer names no metadata quorum.')
  const toReplica = (replica: (typeof partition.currentVoters)[number]) => ({
    id: replica.replicaId,
    logEndOffset: replica.logEndOffset,
    lastCaughtUpAt: replica.lastCaughtUpTimestamp < 0n ? null : Number(replica.lastCaughtUpTimestamp),
  })
  return {
    leaderId: partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    highWatermark: partition.highWatermark,
    voters: partition.currentVoters.map(toReplica),
    observers: partition.observers.map(toReplica),
  }
}

export async function describeLogDirs(
  client: BrokerClient,
  map: ClusterMap,
  scope: CallScope,
): Promise<Outcome<LogDirDescription, { brokerId: number }>[]> {
  const { brokers } = await map.read([], scope)
  return await Promise.all(
    brokers.map(async ({ nodeId, host, port }): Promise<Outcome<LogDirDescription, { brokerId: number }>> => {
      try {
        const value = await readLogDirs(client, { id: nodeId, host, port }, scope)
        return { ok: true, value }
      } catch (error) {
        if (!(error instanceof KafkaFault)) throw error
        return { ok: false, brokerId: nodeId, fault: error }
      }
    }),
  )
}

async function readLogDirs(
  client: BrokerClient,
  broker: BrokerNode,
  scope: CallScope,
): Promise<LogDirDescription> {
  // On a connection of its own: with many partitions the broker walks its folders for a while.
  const { errorCode, results } = await client.callLeased(broker, DESCRIBE_LOG_DIRS, [null], scope)
  if (errorCode !== 0) throw clusterFault(errorCode, LOG_DIRS)
  // A broker has a directory at least: before version 3 an answer without any is how it refuses.
  if (results.length === 0) throw clusterNotAuthorized(LOG_DIRS)
  const readable = results.filter((dir) => dir.errorCode === 0)
  const [first] = results
  if (readable.length === 0 && first !== undefined) throw clusterFault(first.errorCode, LOG_DIRS)
  const replicas = readable.flatMap(({ topics }) =>
    topics.flatMap(({ name, partitions }) =>
      partitions
        // A future replica is a copy on its way to another directory; its log is counted where it is.
        .filter(({ isFutureKey }) => !isFutureKey)
        .map(({ partitionIndex, partitionSize }) => ({
          topic: name,
          partition: partitionIndex,
          bytes: partitionSize,
        })),
    ),
  )
  return { brokerId: broker.id, replicas }
}
