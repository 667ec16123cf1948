import type { AclEntry } from '../acls.ts'
import {
  brokerUnreachable,
  clusterNotAuthorized,
  noAuthorizer,
  topicNotAuthorized,
  topicNotFound,
} from '../faults.ts'
import type {
  ClusterDescription,
  ConfigDescription,
  LogDirDescription,
  Outcome,
  QuorumDescription,
  TopicDescription,
} from '../gateway.ts'
import { type MemoryRelease, since } from './memory-apis.ts'
import type { MemoryCluster, MemoryPartition, MemoryTopic } from './memory-cluster.ts'
import { describeConfigs } from './memory-configs.ts'

export function describeCluster(cluster: MemoryCluster): ClusterDescription {
  cluster.anyBroker()
  const [controllerId = null] = cluster.brokers.keys()
  const present = [...cluster.brokers].filter(([, health]) => health !== 'down')
  return {
    clusterId: cluster.clusterId,
    controllerId,
    brokers: present.map(([id]) => {
      const [host = '', port = '0'] = cluster.addressOf(id).split(':')
      return { id, host, port: Number(port), rack: null }
    }),
  }
}

export function describeQuorum(cluster: MemoryCluster): QuorumDescription {
  const leaderId = cluster.anyBroker()
  if (cluster.denied.quorum) throw clusterNotAuthorized('the metadata quorum')
  const highWatermark = BigInt(cluster.topics.size)
  const voters = [...cluster.brokers.keys()].map((id) => ({
    id,
    logEndOffset: highWatermark,
    lastCaughtUpAt: cluster.isUp(id) ? Date.now() : null,
  }))
  return { leaderId, leaderEpoch: 1, highWatermark, voters, observers: [] }
}

export function describeTopics(
  cluster: MemoryCluster,
  release: MemoryRelease,
  names: readonly string[] | undefined,
): Outcome<TopicDescription, { name: string }>[] {
  cluster.anyBroker()
  if (names === undefined) {
    const seen = [...cluster.topics.values()].filter(({ name }) => !cluster.isDenied(name))
    return seen.map((topic) => ({ ok: true, value: describeTopic(cluster, release, topic) }))
  }
  return names.map((name) => {
    if (cluster.isDenied(name)) return { ok: false, name, fault: topicNotAuthorized(name, 'Describe') }
    const topic = cluster.topics.get(name)
    if (topic === undefined) return { ok: false, name, fault: topicNotFound(name) }
    return { ok: true, value: describeTopic(cluster, release, topic) }
  })
}

function describeTopic(cluster: MemoryCluster, release: MemoryRelease, topic: MemoryTopic): TopicDescription {
  const isDown = (id: number) => cluster.brokers.get(id) === 'down'
  const describe = (partition: MemoryPartition, index: number) => ({
    partition: index,
    leader: cluster.leaderOf(partition),
    leaderEpoch: partition.leaderEpoch,
    replicas: [...partition.replicas],
    isr: partition.replicas.filter((id) => !isDown(id)),
    offlineReplicas: partition.replicas.filter(isDown),
  })
  return {
    name: topic.name,
    topicId: since(release, '2.8') ? topic.topicId : null,
    internal: topic.internal,
    partitions: topic.partitions.map(describe),
  }
}

export function describeTopicConfigs(
  cluster: MemoryCluster,
  release: MemoryRelease,
  names: readonly string[],
  options: { keys?: readonly string[] | undefined; documentation?: boolean | undefined },
): Outcome<{ name: string; entries: ConfigDescription[] }, { name: string }>[] {
  cluster.anyBroker()
  const told = since(release, '2.6')
  return names.map((name) => {
    if (cluster.denied.configs || cluster.isDenied(name)) {
      return { ok: false, name, fault: topicNotAuthorized(name, 'DescribeConfigs') }
    }
    const topic = cluster.topics.get(name)
    if (topic === undefined) return { ok: false, name, fault: topicNotFound(name) }
    const documentation = told && (options.documentation ?? false)
    const entries = describeConfigs({
      overrides: topic.configs,
      keys: options.keys,
      documentation,
      typed: told,
    })
    return { ok: true, value: { name, entries } }
  })
}

/** Without an authorizer there is nothing to tell, whoever asks. */
export function describeAcls({ acls, denied }: MemoryCluster): AclEntry[] {
  if (acls === null) throw noAuthorizer()
  if (denied.acls) throw clusterNotAuthorized('the permissions')
  return acls.map((acl) => ({ ...acl }))
}

export function describeLogDirs(cluster: MemoryCluster): Outcome<LogDirDescription, { brokerId: number }>[] {
  cluster.anyBroker()
  const present = [...cluster.brokers].filter(([, health]) => health !== 'down')
  return present.map(([brokerId, health]) => {
    if (cluster.denied.logDirs) {
      return { ok: false, brokerId, fault: clusterNotAuthorized('the sizes of logs') }
    }
    if (health !== 'up') {
      return { ok: false, brokerId, fault: brokerUnreachable(brokerId, cluster.failedAttempt(brokerId)) }
    }
    return { ok: true, value: { brokerId, replicas: replicasOn(cluster, brokerId) } }
  })
}

function replicasOn(cluster: MemoryCluster, brokerId: number): LogDirDescription['replicas'] {
  return [...cluster.topics.values()].flatMap((topic) =>
    topic.partitions.flatMap(({ replicas, log }, partition) =>
      replicas.includes(brokerId) ? [{ topic: topic.name, partition, bytes: BigInt(log.bytes) }] : [],
    ),
  )
}
