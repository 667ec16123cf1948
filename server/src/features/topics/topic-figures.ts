import type { ItemFault } from '@sluice/shared/errors'
import type { TopicDescription } from '#kafka/gateway.ts'
import { collectFaults } from './collect-faults.ts'
import type { LogSizes } from './log-sizes.ts'
import type { OffsetReader } from './topic-offsets.ts'

/** A topic's row without its cleanup policy. Null: not known, and `faults` says why. */
export interface TopicFigures {
  name: string
  /** For the case-insensitive search. */
  folded: string
  topicId: string | null
  internal: boolean
  partitions: number
  replicationFactor: number
  offlinePartitions: number
  underReplicatedPartitions: number
  logStart: bigint | null
  logEnd: bigint | null
  messages: bigint | null
  bytes: bigint | null
  faults: ItemFault[]
}

export interface FigureSources {
  logStart: OffsetReader
  logEnd: OffsetReader
  logSizes: LogSizes
}

/** Adds a topic's partitions up. One unknown partition makes the sum unknown: a lower bound would look like a fact. */
export function summarise(topic: TopicDescription, sources: FigureSources): TopicFigures {
  const faults: ItemFault[] = []
  const sum = (read: (partition: number, leader: number | null) => bigint | ItemFault): bigint | null => {
    let total: bigint | null = 0n
    for (const { partition, leader } of topic.partitions) {
      const figure = read(partition, leader)
      if (typeof figure === 'bigint') total = total === null ? null : total + figure
      else {
        total = null
        faults.push(figure)
      }
    }
    return total
  }
  const logStart = sum((partition) => sources.logStart(topic.name, partition))
  const logEnd = sum((partition) => sources.logEnd(topic.name, partition))
  const bytes = sum((partition, leader) => sources.logSizes.of(leader, topic.name, partition))
  const known = logStart !== null && logEnd !== null
  return {
    name: topic.name,
    folded: topic.name.toLowerCase(),
    topicId: topic.topicId,
    internal: topic.internal,
    partitions: topic.partitions.length,
    replicationFactor: Math.max(0, ...topic.partitions.map(({ replicas }) => replicas.length)),
    offlinePartitions: topic.partitions.filter(({ leader }) => leader === null).length,
    underReplicatedPartitions: topic.partitions.filter(({ isr, replicas }) => isr.length < replicas.length)
      .length,
    logStart,
    logEnd,
    // Start and end are two readings: retention between them must not make a count negative.
    messages: known ? (logEnd > logStart ? logEnd - logStart : 0n) : null,
    bytes,
    faults: collectFaults(faults),
  }
}
