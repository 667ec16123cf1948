import {
  brokerUnreachable,
  noLeader,
  notSupported,
  offsetOutOfRange,
  partitionNotFound,
  topicNotAuthorized,
  topicNotFound,
} from '../faults.ts'
import type {
  FetchedPartition,
  FetchOptions,
  FetchPartition,
  IsolationLevel,
  OffsetAnswer,
  OffsetQuery,
  Outcome,
  TopicPartitionId,
} from '../gateway.ts'
import type { KafkaFault } from '../kafka-fault.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import type { MemoryLog } from './memory-log.ts'

export type ReadOutcome<T> = Outcome<T, TopicPartitionId>

/** The log of a partition as its leader would serve it, or why it does not. */
export function serve(
  cluster: MemoryCluster,
  { topic, partition }: TopicPartitionId,
  right: 'Describe' | 'Read',
): MemoryLog | { fault: KafkaFault } {
  if (cluster.isDenied(topic)) return { fault: topicNotAuthorized(topic, right) }
  const partitions = cluster.topics.get(topic)?.partitions
  if (partitions === undefined) return { fault: topicNotFound(topic) }
  const found = partitions[partition]
  if (found === undefined) return { fault: partitionNotFound(topic, partition, partitions.length) }
  const leader = cluster.leaderOf(found)
  if (leader === null) return { fault: noLeader(topic, partition) }
  if (!cluster.isUp(leader)) return { fault: brokerUnreachable(leader, cluster.failedAttempt(leader)) }
  return found.log
}

export function answerOffset(
  cluster: MemoryCluster,
  query: OffsetQuery,
  isolation: IsolationLevel,
  knowsMaxTimestamp: boolean,
): ReadOutcome<OffsetAnswer> {
  const { topic, partition, at } = query
  const log = serve(cluster, query, 'Describe')
  if ('fault' in log) return { ok: false, topic, partition, fault: log.fault }
  const end = isolation === 'read_committed' ? log.lastStable : log.logEnd
  if (at === 'earliest') return offset(query, { offset: log.logStart })
  if (at === 'latest') return offset(query, { offset: end })
  if (at !== 'max-timestamp') return offset(query, log.firstAtOrAfter(at.timestamp, end))
  if (!knowsMaxTimestamp) {
    return { ok: false, topic, partition, fault: notSupported('The offset of the highest timestamp', '3.0') }
  }
  return offset(query, log.newest(end))
}

function offset(
  { topic, partition }: TopicPartitionId,
  found: { offset: bigint; timestamp?: bigint } | null,
): ReadOutcome<OffsetAnswer> {
  const value = { topic, partition, offset: found?.offset ?? null, timestamp: found?.timestamp ?? null }
  return { ok: true, value }
}

/** Like a broker: the first partition with data gives its first batch whole, then the caps cut. */
export function answerFetch(
  cluster: MemoryCluster,
  requests: readonly FetchPartition[],
  options: Pick<FetchOptions, 'isolation' | 'maxBytes'>,
): ReadOutcome<FetchedPartition>[] {
  let left = options.maxBytes
  let empty = true
  return requests.map((request) => {
    const { topic, partition, offset: from } = request
    const log = serve(cluster, request, 'Read')
    if ('fault' in log) return { ok: false, topic, partition, fault: log.fault }
    if (from < log.logStart || from > log.logEnd) {
      return { ok: false, topic, partition, fault: offsetOutOfRange(topic, partition, from) }
    }
    const committed = options.isolation === 'read_committed'
    const below = committed ? log.lastStable : log.logEnd
    const records = log.read(from, Math.min(request.maxBytes, Math.max(left, 0)), below, empty)
    left -= records.length
    empty &&= records.length === 0
    const aborted = committed
      ? log.aborted.filter((entry) => entry.firstOffset < below && entry.lastOffset >= from)
      : []
    return {
      ok: true,
      value: {
        topic,
        partition,
        logStart: log.logStart,
        highWatermark: log.logEnd,
        lastStable: log.lastStable,
        aborted: aborted.map(({ producerId, firstOffset }) => ({ producerId, firstOffset })),
        records,
      },
    }
  })
}
