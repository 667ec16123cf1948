import type { TopicPartitionId } from '../calls.ts'
import { partitionNotFound, topicNotAuthorized, topicNotFound } from '../faults.ts'
import {
  internalTopic,
  keyWanted,
  notEnoughReplicas,
  notSent,
  recordTooLarge,
  type WriteFault,
  writeUnknown,
} from '../write-faults.ts'
import type { MemoryCluster, MemoryPartition, MemoryTopic } from './memory-cluster.ts'
import { describeConfigs } from './memory-configs.ts'
import type { MemoryLog } from './memory-log.ts'
import { serve } from './memory-read.ts'

/** Where a batch may be appended, under the rules that a broker has for it, or why not. */
export function placeOf(
  cluster: MemoryCluster,
  id: TopicPartitionId,
  batch: { bytes: number; keyless: boolean },
): { log: MemoryLog; stamps: boolean } | WriteFault {
  const { topic: name, partition } = id
  const topic = cluster.topics.get(name)
  const found = topic?.partitions[partition]
  if (topic === undefined) return notSent(topicNotFound(name))
  if (found === undefined) return notSent(partitionNotFound(name, partition, topic.partitions.length))
  if (cluster.denied.writes?.includes(name)) return notSent(topicNotAuthorized(name, 'Write'))
  const log = serve(cluster, id, 'Describe')
  if ('fault' in log) {
    if (log.fault.code !== 'BROKER_TIMEOUT') return notSent(log.fault)
    return writeUnknown(id, 'the broker did not answer in time')
  }
  const stamps = settingOf(topic, 'message.timestamp.type') === 'LogAppendTime'
  return whyRefused(cluster, topic, found, id, batch) ?? { log, stamps }
}

function whyRefused(
  cluster: MemoryCluster,
  topic: MemoryTopic,
  partition: MemoryPartition,
  id: TopicPartitionId,
  { bytes, keyless }: { bytes: number; keyless: boolean },
): WriteFault | null {
  if (topic.internal) return internalTopic(id, null)
  if (bytes > Number(settingOf(topic, 'max.message.bytes'))) return recordTooLarge(id, bytes, null)
  if (keyless && settingOf(topic, 'cleanup.policy').includes('compact')) return keyWanted(id, null)
  const inSync = partition.replicas.filter((one) => cluster.brokers.get(one) !== 'down').length
  // As on a broker, no partition wants more replicas in sync than it has.
  const wanted = Math.min(Number(settingOf(topic, 'min.insync.replicas')), partition.replicas.length)
  if (inSync < wanted) return notEnoughReplicas(id, null)
  return null
}

function settingOf({ configs }: MemoryTopic, name: string): string {
  const question = { overrides: configs, keys: [name], documentation: false, typed: false }
  return describeConfigs(question)[0]?.value ?? ''
}
