import { setTimeout as sleep } from 'node:timers/promises'
import { Consumer } from '@platformatic/kafka'
import { Kafka, logLevel } from 'kafkajs'
import type { SeedMember } from './cluster-seeder.ts'

interface Joined {
  leave(): Promise<void>
}

const JOIN_DEADLINE_MS = 20_000

/** A member by the client that speaks its protocol: kafkajs for the classic one. */
export async function joinReal(
  brokers: string[],
  group: string,
  topic: string,
  member: SeedMember,
): Promise<Joined> {
  const joined =
    member.kind === 'classic'
      ? await joinClassic(brokers, group, topic, member)
      : await joinConsumer(brokers, group, topic, member)
  let leaving: Promise<void> | null = null
  return {
    leave: async () => {
      leaving ??= joined.leave()
      await leaving
    },
  }
}

async function joinClassic(
  brokers: string[],
  groupId: string,
  topic: string,
  { clientId, commits = false }: SeedMember,
): Promise<Joined> {
  const kafka = new Kafka({ brokers, clientId, logLevel: logLevel.NOTHING })
  const consumer = kafka.consumer({ groupId })
  const joined = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve())
  })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({ autoCommit: commits, autoCommitInterval: 100, eachMessage: async () => {} })
  await joined
  return { leave: () => consumer.disconnect() }
}

/** KIP-848: the broker assigns. */
async function joinConsumer(
  brokers: string[],
  groupId: string,
  topic: string,
  { clientId, instanceId }: SeedMember,
): Promise<Joined> {
  const consumer = new Consumer({
    bootstrapBrokers: brokers,
    clientId,
    groupId,
    groupProtocol: 'consumer',
    ...(instanceId === undefined ? {} : { groupInstanceId: instanceId }),
    autocommit: false,
  })
  const stream = await consumer.consume({ topics: [topic], mode: 'earliest' })
  stream.resume()
  const end = performance.now() + JOIN_DEADLINE_MS
  while ((consumer.assignments ?? []).length === 0) {
    if (performance.now() > end) throw new Error(`"${groupId}" has assigned nothing to its member`)
    await sleep(50)
  }
  return {
    leave: async () => {
      await stream.close()
      await consumer.close(true)
    },
  }
}
