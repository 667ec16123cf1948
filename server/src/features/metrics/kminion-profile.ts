import type { ClusterFacts } from './cluster-facts.ts'
import { labelBytes, labelText, type MetricText, NO_LABELS } from './metric-text.ts'
import { type MetricsProfile, PARTITIONS_A_SLICE } from './profile.ts'
import { TopicLabels } from './topic-labels.ts'

/**
 * The names of kminion (Grafana 14012 to 14014), as far as Sluice knows them: log directories, assignments by topic, commit
 * counts and the end-to-end probe are not here. Several clusters are told apart by a label `cluster`.
 */
export function createKminionProfile(text: MetricText): MetricsProfile {
  const families = kminionFamilies(text)
  const told = new Map<string, Set<number>>()
  const labels = new TopicLabels('topic_name', 'partition_id')
  return {
    cluster: ({ label, stale, facts }) => {
      const own = label === null ? {} : { cluster: label }
      told.clear()
      families.up.add(labelText(own), stale ? 0 : 1)
      if (facts !== null) writeFacts(families, own, facts)
    },
    *group({ label }, standing) {
      const own = label === null ? {} : { cluster: label }
      const of = labelText({ ...own, group_id: standing.group })
      families.info.add(
        `${of},${labelText({ protocol_type: standing.protocolType, state: standing.state })}`,
        1,
      )
      families.members.add(of, standing.members)
      const inGroup = labelBytes({ ...own, group_id: standing.group }, ',')
      const inCluster = label === null ? NO_LABELS : labelBytes(own, ',')
      let written = 0
      for (const { topic, partitions } of standing.topics) {
        const { whole, partition: inPartition } = labels.of(topic)
        families.lag.begin(inGroup, inPartition)
        for (const family of [families.low, families.high]) family.begin(inCluster, inPartition)
        const logs = told.get(topic) ?? new Set()
        told.set(topic, logs)
        let offsets: bigint | null = null
        let lags: bigint | null = null
        for (const { partition, committed, lagToEnd, logStart, logEnd } of partitions) {
          families.lag.numbered(partition, lagToEnd)
          if (committed !== null) offsets = (offsets ?? 0n) + committed
          if (lagToEnd !== null) lags = (lags ?? 0n) + lagToEnd
          if (logEnd !== null && !logs.has(partition)) {
            logs.add(partition)
            families.low.numbered(partition, logStart)
            families.high.numbered(partition, logEnd)
          }
          written += 1
          if (written % PARTITIONS_A_SLICE === 0) yield
        }
        families.offsetSum.begin(inGroup, whole)
        families.offsetSum.plain(offsets)
        families.topicLag.begin(inGroup, whole)
        families.topicLag.plain(lags)
      }
    },
  }
}

type KminionFamilies = ReturnType<typeof kminionFamilies>

function kminionFamilies(text: MetricText) {
  const gauge = (name: string, help: string) => text.family(`kminion_${name}`, 'gauge', help)
  return {
    up: gauge('exporter_up', '1 while the figures of the cluster are fresh.'),
    clusterInfo: gauge('kafka_cluster_info', 'Kafka cluster information.'),
    brokerInfo: gauge('kafka_broker_info', 'Kafka broker information.'),
    topicInfo: gauge('kafka_topic_info', 'Info labels for a given topic.'),
    low: gauge(
      'kafka_topic_partition_low_water_mark',
      'Partition Low Water Mark (log start); of partitions that a group reads.',
    ),
    high: gauge(
      'kafka_topic_partition_high_water_mark',
      'Partition High Water Mark; of partitions that a group reads.',
    ),
    info: gauge(
      'kafka_consumer_group_info',
      'Consumer Group info metrics. It will report 1 if the group exists.',
    ),
    members: gauge('kafka_consumer_group_members', 'Consumer Group member count metrics.'),
    offsetSum: gauge(
      'kafka_consumer_group_topic_offset_sum',
      'The sum of all committed group offsets across all partitions in a topic.',
    ),
    lag: gauge(
      'kafka_consumer_group_topic_partition_lag',
      'max(0, high water mark - max(committed offset, low water mark)) of one partition.',
    ),
    topicLag: gauge(
      'kafka_consumer_group_topic_lag',
      'Sum of that over the partitions of a topic where it is known.',
    ),
  }
}

function writeFacts(families: KminionFamilies, own: Record<string, string>, facts: ClusterFacts): void {
  const { clusterId, controllerId, brokers } = facts.cluster
  families.clusterInfo.add(
    labelText({
      ...own,
      broker_count: brokers.length,
      controller_id: controllerId ?? '',
      cluster_id: clusterId ?? '',
    }),
    1,
  )
  for (const { id, host, port, rack } of brokers)
    families.brokerInfo.add(
      labelText({
        ...own,
        broker_id: id,
        address: host,
        port,
        rack_id: rack ?? '',
        is_controller: String(id === controllerId),
      }),
      1,
    )
  for (const { name, partitions } of facts.topics)
    families.topicInfo.add(
      labelText({
        ...own,
        topic_name: name,
        partition_count: partitions.length,
        replication_factor: partitions[0]?.replicas.length ?? 0,
      }),
      1,
    )
}
