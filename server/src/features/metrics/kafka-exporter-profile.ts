import type { ClusterFacts } from './cluster-facts.ts'
import { labelBytes, labelText, type MetricText, NO_LABELS } from './metric-text.ts'
import { type MetricsProfile, PARTITIONS_A_SLICE } from './profile.ts'
import { TopicLabels } from './topic-labels.ts'

/**
 * The names of kafka_exporter (Grafana 7589, Strimzi, AWS). Where it writes -1 for a group without a commit, the series is
 * left out. Several clusters are told apart by a label `cluster` that it does not have.
 */
export function createKafkaExporterProfile(text: MetricText): MetricsProfile {
  const families = exporterFamilies(text)
  const told = new Map<string, Set<number>>()
  const labels = new TopicLabels('topic', 'partition')
  return {
    cluster: ({ label, facts }) => {
      told.clear()
      if (facts !== null) writeFacts(families, label, facts)
    },
    *group({ label }, { group, members, topics }) {
      const own = label === null ? {} : { cluster: label }
      families.members.add(labelText({ ...own, consumergroup: group }), members)
      const of = labelBytes({ ...own, consumergroup: group }, ',')
      const inCluster = label === null ? NO_LABELS : labelBytes(own, ',')
      let written = 0
      for (const { topic, partitions } of topics) {
        const { whole, partition: inPartition } = labels.of(topic)
        for (const family of [families.committed, families.lag]) family.begin(of, inPartition)
        for (const family of [families.newest, families.oldest]) family.begin(inCluster, inPartition)
        const logs = told.get(topic) ?? new Set()
        told.set(topic, logs)
        let offsets: bigint | null = null
        let lags: bigint | null = null
        for (const { partition, committed, lagToEnd, logStart, logEnd } of partitions) {
          families.committed.numbered(partition, committed)
          families.lag.numbered(partition, lagToEnd)
          if (committed !== null) offsets = (offsets ?? 0n) + committed
          if (lagToEnd !== null) lags = (lags ?? 0n) + lagToEnd
          if (logEnd !== null && !logs.has(partition)) {
            logs.add(partition)
            families.newest.numbered(partition, logEnd)
            families.oldest.numbered(partition, logStart)
          }
          written += 1
          if (written % PARTITIONS_A_SLICE === 0) yield
        }
        families.committedSum.begin(of, whole)
        families.committedSum.plain(offsets)
        families.lagSum.begin(of, whole)
        families.lagSum.plain(lags)
      }
    },
  }
}

type ExporterFamilies = ReturnType<typeof exporterFamilies>

function exporterFamilies(text: MetricText) {
  const gauge = (name: string, help: string) => text.family(`kafka_${name}`, 'gauge', help)
  return {
    brokers: gauge('brokers', 'Number of Brokers in the Kafka Cluster.'),
    brokerInfo: gauge('broker_info', 'Information about the Kafka Broker.'),
    partitions: gauge('topic_partitions', 'Number of partitions for this Topic.'),
    newest: gauge(
      'topic_partition_current_offset',
      'Log end (high watermark) at Topic/Partition; of partitions that a group reads.',
    ),
    oldest: gauge(
      'topic_partition_oldest_offset',
      'Log start at Topic/Partition; of partitions that a group reads.',
    ),
    leader: gauge('topic_partition_leader', 'Leader Broker ID of this Topic/Partition.'),
    preferred: gauge(
      'topic_partition_leader_is_preferred',
      '1 if Topic/Partition is using the Preferred Broker.',
    ),
    replicas: gauge('topic_partition_replicas', 'Number of Replicas for this Topic/Partition.'),
    inSync: gauge('topic_partition_in_sync_replica', 'Number of In-Sync Replicas for this Topic/Partition.'),
    under: gauge('topic_partition_under_replicated_partition', '1 if Topic/Partition is under Replicated.'),
    committed: gauge(
      'consumergroup_current_offset',
      'Committed offset of a ConsumerGroup at Topic/Partition.',
    ),
    committedSum: gauge(
      'consumergroup_current_offset_sum',
      'Sum of committed offsets of a ConsumerGroup at Topic over all partitions.',
    ),
    lag: gauge(
      'consumergroup_lag',
      'Lag of a ConsumerGroup at Topic/Partition: max(0, log end - max(committed offset, log start)).',
    ),
    lagSum: gauge(
      'consumergroup_lag_sum',
      'Sum of kafka_consumergroup_lag of a ConsumerGroup at Topic over the partitions where it is known.',
    ),
    members: gauge('consumergroup_members', 'Amount of members in a consumer group.'),
  }
}

function writeFacts(
  families: ExporterFamilies,
  label: string | null,
  { cluster, topics }: ClusterFacts,
): void {
  const own = label === null ? {} : { cluster: label }
  families.brokers.add(labelText(own), cluster.brokers.length)
  for (const { id, host, port } of cluster.brokers)
    families.brokerInfo.add(labelText({ ...own, id, address: `${host}:${port}` }), 1)
  for (const { name: topic, partitions } of topics) {
    families.partitions.add(labelText({ ...own, topic }), partitions.length)
    for (const { partition, leader, replicas, isr } of partitions) {
      const labels = labelText({ ...own, topic, partition })
      families.leader.add(labels, leader)
      families.preferred.add(labels, leader === null ? null : Number(leader === replicas[0]))
      families.replicas.add(labels, replicas.length)
      families.inSync.add(labels, isr.length)
      families.under.add(labels, Number(isr.length < replicas.length))
    }
  }
}
