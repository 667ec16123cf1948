import type { GroupStanding } from '../groups/lag-board.ts'
import { labelBytes, labelText, type MetricText, seconds } from './metric-text.ts'
import { type MetricsCluster, type MetricsProfile, PARTITIONS_A_SLICE } from './profile.ts'
import { TopicLabels } from './topic-labels.ts'

/** Sluice's own names: every figure of the pages, with its formula. */
export function createOwnProfile(text: MetricText): MetricsProfile {
  const group = groupFamilies(text)
  const parts = partFamilies(text)
  const collector = collectorFamilies(text)
  /** Partitions whose log was told already: several groups read the same. */
  const told = new Map<string, Set<number>>()
  const topics = new TopicLabels('topic', 'partition')
  return {
    cluster: ({ name, health, stale }) => {
      told.clear()
      const labels = labelText({ cluster: name })
      collector.up.add(labels, stale ? 0 : 1)
      collector.success.add(labels, seconds(health.asOf))
      collector.cycles.add(labels, health.cycle)
      collector.duration.add(labels, seconds(health.tookMs))
      collector.overruns.add(labels, health.overruns)
      collector.requests.add(labels, health.requests)
      collector.faults.add(labels, health.faults.length)
    },
    *group(cluster, standing) {
      writeGroup(group, cluster, standing)
      const of = labelBytes({ cluster: cluster.name, group: standing.group }, ',')
      const inCluster = labelBytes({ cluster: cluster.name }, ',')
      let written = 0
      for (const topic of standing.topics) {
        const { whole, partition: inPartition } = topics.of(topic.topic)
        const sums = new TopicSums()
        for (const family of [parts.lag, parts.committed, parts.age]) family.begin(of, inPartition)
        for (const family of [parts.logStart, parts.lastStable, parts.logEnd])
          family.begin(inCluster, inPartition)
        const logs = told.get(topic.topic) ?? new Set()
        told.set(topic.topic, logs)
        for (const row of topic.partitions) {
          const { partition } = row
          const { lag } = row
          const { ms } = row.time
          parts.lag.numbered(partition, lag)
          parts.committed.numbered(partition, row.committed)
          parts.age.numbered(partition, seconds(ms))
          sums.add(lag, ms)
          if (!logs.has(partition) && row.logEnd !== null) {
            logs.add(partition)
            parts.logStart.numbered(partition, row.logStart)
            parts.lastStable.numbered(partition, row.lastStable)
            parts.logEnd.numbered(partition, row.logEnd)
          }
          written += 1
          if (written % PARTITIONS_A_SLICE === 0) yield
        }
        parts.topicLag.begin(of, whole)
        parts.topicLag.plain(sums.lag)
        parts.topicAge.begin(of, whole)
        parts.topicAge.plain(seconds(sums.oldestMs))
      }
    },
  }
}

type GroupFamilies = ReturnType<typeof groupFamilies>

function groupFamilies(text: MetricText) {
  const gauge = (name: string, help: string) => text.family(`sluice_group_${name}`, 'gauge', help)
  return {
    info: gauge(
      'info',
      'Always 1; the labels tell the kind of the group and the word Kafka has for its state.',
    ),
    state: gauge(
      'state',
      'Always 1; the label state is what Sluice says of the group: the worst state of its partitions.',
    ),
    members: gauge('members', 'Members of the group.'),
    lag: gauge(
      'lag_messages',
      'Sum over partitions of max(0, last stable offset - max(committed offset, log start)); 0 where only transaction markers are left. Partitions not known are left out: see sluice_group_unknown_partitions.',
    ),
    lagToEnd: gauge(
      'lag_to_end_messages',
      'The same up to the log end, so that messages of open transactions count.',
    ),
    lost: gauge(
      'lost_messages',
      'Sum over partitions of max(0, log start - committed offset): deleted before they were read.',
    ),
    unknown: gauge(
      'unknown_partitions',
      'Partitions whose lag is not known; the sums of the group are then lower bounds.',
    ),
    age: gauge(
      'lag_seconds',
      'Age of the oldest unread message: now - timestamp of the first record at or after the committed offset; see sluice_group_lag_seconds_info for how it was found.',
    ),
    ageInfo: gauge(
      'lag_seconds_info',
      'Always 1; the labels tell how sluice_group_lag_seconds was found, and whether it is a lower bound.',
    ),
    commitRate: gauge(
      'commit_rate',
      'Messages a second by which commits move: Theil-Sen slope over the last samples, summed over partitions.',
    ),
    produceRate: gauge(
      'produce_rate',
      'Messages a second that arrive in what the group reads: Theil-Sen slope over the last samples, summed over partitions.',
    ),
    eta: gauge(
      'drain_seconds',
      'Time until everything up to then is read, at the rates seen: lag / (commit rate - produce rate) of the slowest partition; bound is the lower and upper end of the range.',
    ),
    loss: gauge('time_to_loss_seconds', 'Time until retention deletes the next unread message.'),
    asOf: gauge('read_timestamp_seconds', 'When the figures of the group were read, in seconds since 1970.'),
  }
}

function writeGroup(families: GroupFamilies, { name }: MetricsCluster, standing: GroupStanding): void {
  const labels = labelText({ cluster: name, group: standing.group })
  const { kind, protocolType, state, lagState, time, eta } = standing
  families.info.add(`${labels},${labelText({ kind, protocol_type: protocolType, kafka_state: state })}`, 1)
  families.state.add(`${labels},state="${lagState}"`, 1)
  families.members.add(labels, standing.members)
  families.lag.add(labels, standing.lag)
  families.lagToEnd.add(labels, standing.lagToEnd)
  families.lost.add(labels, standing.lost)
  families.unknown.add(labels, standing.unknownPartitions)
  families.age.add(labels, seconds(time.ms))
  if (time.ms !== null)
    families.ageInfo.add(`${labels},method="${time.method}",at_least="${time.atLeast}"`, 1)
  families.commitRate.add(labels, standing.commitRate)
  families.produceRate.add(labels, standing.produceRate)
  families.eta.add(`${labels},bound="low"`, seconds(eta.lowMs))
  families.eta.add(`${labels},bound="high"`, seconds(eta.highMs))
  families.loss.add(labels, seconds(standing.timeToLossMs))
  families.asOf.add(labels, seconds(standing.asOf))
}

function partFamilies(text: MetricText) {
  const gauge = (name: string, help: string) => text.family(`sluice_${name}`, 'gauge', help)
  return {
    topicLag: gauge('group_topic_lag_messages', 'sluice_group_lag_messages of one topic.'),
    topicAge: gauge('group_topic_lag_seconds', 'sluice_group_lag_seconds of one topic.'),
    lag: gauge(
      'group_partition_lag_messages',
      'max(0, last stable offset - max(committed offset, log start)); 0 where only transaction markers are left.',
    ),
    committed: gauge(
      'group_partition_committed_offset',
      'Committed offset: the next one that the group will read. Of a share group: its start offset.',
    ),
    age: gauge('group_partition_lag_seconds', 'Age of the oldest unread message of the partition.'),
    logStart: gauge(
      'partition_log_start_offset',
      'First offset that is still in the log; of partitions that a group reads.',
    ),
    lastStable: gauge(
      'partition_last_stable_offset',
      'Offset below which every transaction has ended; of partitions that a group reads.',
    ),
    logEnd: gauge(
      'partition_log_end_offset',
      'Offset of the next message to be written (high watermark); of partitions that a group reads.',
    ),
  }
}

/** Over the partitions of a topic where it is known; the board would go through them once more for it. */
class TopicSums {
  lag: bigint | null = null
  oldestMs: number | null = null

  add(lag: bigint | null, ms: number | null): void {
    if (lag !== null) this.lag = (this.lag ?? 0n) + lag
    if (ms !== null) this.oldestMs = Math.max(this.oldestMs ?? 0, ms)
  }
}

function collectorFamilies(text: MetricText) {
  const gauge = (name: string, help: string) => text.family(`sluice_collector_${name}`, 'gauge', help)
  const counter = (name: string, help: string) => text.family(`sluice_collector_${name}`, 'counter', help)
  return {
    up: gauge(
      'up',
      '1 while the figures of the cluster are fresh; 0: its groups are left out, as they are older than three cycles.',
    ),
    success: gauge('last_success_timestamp_seconds', 'End of the last whole cycle, in seconds since 1970.'),
    cycles: counter('cycles_total', 'Cycles since Sluice started.'),
    duration: gauge('cycle_seconds', 'How long the last cycle took.'),
    overruns: counter('overruns_total', 'Cycles left out because the one before was still running.'),
    requests: gauge('cycle_requests', 'Requests to brokers in the last cycle.'),
    faults: gauge('cycle_faults', 'What could not be read in the last cycle.'),
  }
}
