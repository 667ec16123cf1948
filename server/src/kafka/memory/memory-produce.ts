import { encodeBatch } from '#records/batch-writer.ts'
import { withScope } from '../call-scope.ts'
import { brokerTimeout } from '../faults.ts'
import { WriteFault } from '../write-faults.ts'
import type { KafkaWriter, NewBatch, WriteOutcome } from '../writer.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import { type MemoryCall, memoryGroupWrites } from './memory-group-writes.ts'
import { createTopic } from './memory-new-topic.ts'
import { placeOf } from './memory-place.ts'
import { MemoryProducer } from './memory-producer.ts'

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
    createTopic: (topic, options) =>
      call('createTopic', options, () => {
        createTopic(cluster, topic)
        cluster.changed()
      }),
    openProducer: (options) =>
      call('openProducer', undefined, () => new MemoryProducer(cluster, now, options)),
    close: async () => {},
  }
}

function write(cluster: MemoryCluster, batch: NewBatch, now: () => number): WriteOutcome {
  const { topic, partition, records: given } = batch
  const bytes = encodeBatch(given).length
  const place = placeOf(cluster, batch, { bytes, keyless: given.some(({ key }) => key === null) })
  if (place instanceof WriteFault) return { ok: false, topic, partition, fault: place }
  const appended = place.stamps ? BigInt(now()) : null
  const records = given.map(({ headers, timestamp, ...record }) => ({
    ...record,
    headers: [...headers],
    timestamp: appended ?? timestamp,
  }))
  const timestampType = appended === null ? 'CreateTime' : 'LogAppendTime'
  const baseOffset = place.log.append(records, { timestampType })
  return { ok: true, value: { topic, partition, baseOffset, appendTime: appended } }
}
