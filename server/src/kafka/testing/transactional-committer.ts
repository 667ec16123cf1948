import { Kafka, logLevel } from 'kafkajs'
import type { KafkaGateway } from '../gateway.ts'
import type { KafkaWriter } from '../writer.ts'
import { onlyValue } from './outcomes.ts'
import { until } from './until.ts'

const DEADLINE_MS = 30_000

/** Commits offset 3 of partition 0 in a transaction, as an application that copies does, and 5 in one that it aborts. */
export async function commitInTransaction(
  brokers: string[],
  { gateway, writer }: { gateway: KafkaGateway; writer: KafkaWriter },
  { group, topic, transactionalId }: { group: string; topic: string; transactionalId: string },
): Promise<void> {
  // kafkajs gives up on a coordinator that is just being made; our writer waits for it.
  const first = { topic, partition: 0, offset: 0n, leaderEpoch: null, metadata: '' }
  const [outcome] = await writer.commitGroupOffsets(group, [first])
  if (!outcome?.ok) throw outcome?.fault
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING })
  const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  for (const [offset, end] of [
    ['3', 'commit'],
    ['5', 'abort'],
  ] as const) {
    const transaction = await producer.transaction()
    const topics = [{ topic, partitions: [{ partition: 0, offset }] }]
    await transaction.sendOffsets({ consumerGroupId: group, topics })
    await transaction[end]()
    // Nor does it wait until the markers of one transaction are written before it begins the next.
    const state = async () => onlyValue(await gateway.describeTransactions([transactionalId])).state
    await until(state, (found) => found.startsWith('Complete'), DEADLINE_MS)
  }
  await producer.disconnect()
}

/** Sends offset 0 of each topic in a transaction of the group's name, and commits it once `meanwhile` is done. */
export async function whileSendingOffsets(
  brokers: string[],
  group: string,
  names: readonly string[],
  meanwhile: () => Promise<void>,
): Promise<void> {
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING })
  const producer = kafka.producer({ transactionalId: group, idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  const transaction = await producer.transaction()
  const topics = names.map((topic) => ({ topic, partitions: [{ partition: 0, offset: '0' }] }))
  await transaction.sendOffsets({ consumerGroupId: group, topics })
  await meanwhile()
  await transaction.commit()
  await producer.disconnect()
}
