import { Kafka, logLevel, Partitioners } from 'kafkajs'

/** Writes one message a key, each to the partition that kafkajs chooses for it. */
export async function produceKeys(brokers: string[], topic: string, keys: readonly string[]): Promise<void> {
  const kafka = new Kafka({ brokers, clientId: 'keys', logLevel: logLevel.NOTHING })
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  try {
    await producer.send({ topic, messages: keys.map((key) => ({ key, value: `of ${key}` })) })
  } finally {
    await producer.disconnect()
  }
}
