import { Kafka, logLevel } from 'kafkajs'

export interface ParkedReader {
  /** Leaves the group; what it did not read stays unread. */
  close(): Promise<void>
}

const event = (n: number) => JSON.stringify({ target: `R-${n}`, action: 'book-rented' })
/** The first half of an event, as a service writes it that was killed while it serialised. */
const HALF = '{"target":"R-POISON","action":"book-ren'
const GOOD = 5
const BEHIND = 20

/**
 * A group that stands still: it has read a few events of its topic, met one that is no JSON at offset 5, and keeps its
 * partition without moving on. Resolves when it stands there, with its commit.
 */
export async function parkReader(
  brokers: string[],
  { topic, group }: { topic: string; group: string },
): Promise<ParkedReader> {
  const kafka = new Kafka({ brokers, clientId: group, logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true })
  await admin.disconnect()
  const producer = kafka.producer()
  await producer.connect()
  const values = Array.from({ length: GOOD + BEHIND }, (_, n) => event(n)).toSpliced(GOOD, 0, HALF)
  await producer.send({ topic, messages: values.map((value) => ({ key: 'k', value })) })
  await producer.disconnect()
  const consumer = kafka.consumer({ groupId: group, allowAutoTopicCreation: false })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  const parked = Promise.withResolvers<void>()
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message: { offset, value } }) => {
      if (value?.toString() !== HALF) return
      await consumer.commitOffsets([{ topic, partition, offset }])
      consumer.pause([{ topic, partitions: [partition] }])
      consumer.seek({ topic, partition, offset })
      parked.resolve()
    },
  })
  await parked.promise
  return { close: () => consumer.disconnect() }
}
