import { encodeBatch } from '#records/batch-writer.ts'
import { withScope } from '../call-scope.ts'
import { brokerTimeout, partitionNotFound, topicNotAuthorized, topicNotFound } from '../faults.ts'
import {
  internalTopic,
  keyWanted,
  notEnoughReplicas,
  notSent,
  recordTooLarge,
  type WriteFault,
  writeUnknown,
} from '../write-faults.ts'
import type { KafkaWriter, NewBatch, WriteOutcome } from '../writer.ts'
import type { MemoryCluster, MemoryPartition, MemoryTopic } from './memory-cluster.ts'
import { describeConfigs } from './memory-configs.ts'
import { type MemoryCall, memoryGroupWrites } from './memory-group-writes.ts'
import { serve } from './memory-read.ts'

interface WriterSettings {
  now: () => number
  timeoutMs: number
  /** Whether the brokers know an API. */
  has: (api: string) => boolean
}

/** Writes to the logs in memory under the rules that a broker has for them. */
export function createMemoryWriter(cluster: MemoryCluster, settings: WriterSettings): KafkaWriter {
  const { now, timeoutMs, has } = settings
  const call: MemoryCall = async (method, options, work) => {
    cluster.calls[method] = (cluster.calls[method] ?? 0) + 1
    const limit = options?.timeoutMs ?? timeoutMs
    return await withScope({ timeoutMs: limit, closed: cluster.closed }, async (scope) => {
      const late = () => brokerTimeout(`Cluster "${cluster.name}"`, method, limit)
      if (cluster.latencyMs > 0) await scope.sleep(cluster.latencyMs, late)
      cluster.anyBroker()
      return work()
    })
  }
  return {
    produce: (batches, options) =>
      call('produce', options, () => {
        const outcomes = batches.map((batch) => write(cluster, batch, now))
        cluster.changed()
        return outcomes
      }),
    ...memoryGroupWrites(cluster, has, call),
    close: async () => {},
  }
}

function write(cluster: MemoryCluster, batch: NewBatch, now: () => number): WriteOutcome {
  const { topic: name, partition } = batch
  const failed = (fault: WriteFault): WriteOutcome => ({ ok: false, topic: name, partition, fault })
  const topic = cluster.topics.get(name)
  const found = topic?.partitions[partition]
  if (topic === undefined) return failed(notSent(topicNotFound(name)))
  if (found === undefined) return failed(notSent(partitionNotFound(name, partition, topic.partitions.length)))
  if (cluster.denied.writes?.includes(name)) return failed(notSent(topicNotAuthorized(name, 'Write')))
  const log = serve(cluster, batch, 'Describe')
  if ('fault' in log) {
    if (log.fault.code !== 'BROKER_TIMEOUT') return failed(notSent(log.fault))
    return failed(writeUnknown(batch, 'the broker did not answer in time'))
  }
  const fault = whyRefused(cluster, topic, found, batch)
  if (fault !== null) return failed(fault)
  const appended = settingOf(topic, 'message.timestamp.type') === 'LogAppendTime' ? BigInt(now()) : null
  const records = batch.records.map(({ headers, timestamp, ...record }) => ({
    ...record,
    headers: [...headers],
    timestamp: appended ?? timestamp,
  }))
  const baseOffset = log.append(records, {
    timestampType: appended === null ? 'CreateTime' : 'LogAppendTime',
  })
  return { ok: true, value: { topic: name, partition, baseOffset, appendTime: appended } }
}

function whyRefused(
  cluster: MemoryCluster,
  topic: MemoryTopic,
  partition: MemoryPartition,
  batch: NewBatch,
): WriteFault | null {
  if (topic.internal) return internalTopic(batch, null)
  const bytes = encodeBatch(batch.records).length
  if (bytes > Number(settingOf(topic, 'max.message.bytes'))) return recordTooLarge(batch, bytes, null)
  const compacted = settingOf(topic, 'cleanup.policy').includes('compact')
  if (compacted && batch.records.some(({ key }) => key === null)) return keyWanted(batch, null)
  const inSync = partition.replicas.filter((id) => cluster.brokers.get(id) !== 'down').length
  // As on a broker, no partition wants more replicas in sync than it has.
  const wanted = Math.min(Number(settingOf(topic, 'min.insync.replicas')), partition.replicas.length)
  if (inSync < wanted) return notEnoughReplicas(batch, null)
  return null
}

function settingOf({ configs }: MemoryTopic, name: string): string {
  const question = { overrides: configs, keys: [name], documentation: false, typed: false }
  return describeConfigs(question)[0]?.value ?? ''
}
