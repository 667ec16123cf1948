import { Kafka, logLevel } from 'kafkajs'

/** A member that is alive and commits only what it is told to, of partition 0. */
export interface SteeredReader {
  commit(offset: number): Promise<void>
  /** Asks for no more messages and stays. */
  pause(): void
  leave(): Promise<void>
}

/** A transaction of one producer that stays open until it is ended here. */
export interface OpenTransaction {
  commit(): Promise<void>
}

/** What scenarios need of an application's client beyond the seeder: steered by hand, one step at a time. */
export interface ScenarioClients {
  joinReader(group: string, topic: string): Promise<SteeredReader>
  openTransaction(transactionalId: string, topic: string, values: readonly string[]): Promise<OpenTransaction>
  deleteTopic(topic: string): Promise<void>
  deleteGroup(group: string): Promise<void>
  close(): Promise<void>
}

export async function openScenarioClients(brokers: string[]): Promise<ScenarioClients> {
  const kafka = new Kafka({ brokers, clientId: 'scenario', logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  const closing: (() => Promise<void>)[] = [() => admin.disconnect()]
  return {
    joinReader: async (groupId, topic) => {
      const consumer = kafka.consumer({ groupId })
      closing.push(() => consumer.disconnect())
      const joined = new Promise<void>((resolve) => {
        consumer.on(consumer.events.GROUP_JOIN, () => resolve())
      })
      await consumer.connect()
      await consumer.subscribe({ topic, fromBeginning: true })
      await consumer.run({ autoCommit: false, eachMessage: async () => {} })
      await joined
      return {
        commit: (offset) => consumer.commitOffsets([{ topic, partition: 0, offset: `${offset}` }]),
        pause: () => consumer.pause([{ topic }]),
        leave: () => consumer.disconnect(),
      }
    },
    openTransaction: async (transactionalId, topic, values) => {
      const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 })
      await producer.connect()
      const transaction = await producer.transaction()
      closing.push(async () => {
        if (transaction.isActive()) await transaction.abort()
        await producer.disconnect()
      })
      await transaction.send({ topic, messages: values.map((value) => ({ value, partition: 0 })) })
      return { commit: () => transaction.commit() }
    },
    deleteTopic: (topic) => admin.deleteTopics({ topics: [topic] }),
    deleteGroup: async (group) => void (await admin.deleteGroups([group])),
    close: async () => {
      await Promise.all(closing.map((close) => close()))
    },
  }
}
