import { Kafka, logLevel } from 'kafkajs'

const AT_ONCE = 500

/** Makes many topics at once, for tests and measurements of large clusters; those that exist stay as they are. */
export async function createTopics(
  bootstrap: readonly string[],
  topics: readonly { topic: string; numPartitions: number }[],
): Promise<void> {
  const admin = new Kafka({ brokers: [...bootstrap], clientId: 'demo', logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  try {
    for (let at = 0; at < topics.length; at += AT_ONCE) {
      await admin.createTopics({
        topics: topics.slice(at, at + AT_ONCE),
        waitForLeaders: false,
        timeout: 60_000,
      })
    }
  } finally {
    await admin.disconnect()
  }
}
