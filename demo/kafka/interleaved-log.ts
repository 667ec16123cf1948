import { Kafka, logLevel, type Producer } from 'kafkajs'

const TIMEOUT_MS = 120_000

export interface InterleavedLog {
  close(): Promise<void>
}

/**
 * Fills a partition by several producers at a time, who write by turns; each value says what became of it: "plain 0",
 * "committed 0", "aborted 0". The last transaction, of `billing-1`, stays open, with others behind it that have ended.
 */
export async function writeInterleaved(brokers: string[], topic: string): Promise<InterleavedLog> {
  const kafka = new Kafka({ brokers, clientId: 'interleaved', logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true })
  await admin.disconnect()
  const plain = kafka.producer()
  const transactional = (transactionalId: string): Producer =>
    kafka.producer({
      transactionalId,
      idempotent: true,
      maxInFlightRequests: 1,
      transactionTimeout: TIMEOUT_MS,
    })
  const [a, b, c] = [transactional('a'), transactional('b'), transactional('billing-1')]
  const all = [plain, a, b, c]
  await Promise.all(all.map((producer) => producer.connect()))
  const one = (value: string) => ({ topic, messages: [{ partition: 0, key: 'k', value }] })
  for (let round = 0; round < 3; round += 1) {
    const [aborts, commits] = [await a.transaction(), await b.transaction()]
    await aborts.send(one(`aborted ${round}`))
    await commits.send(one(`committed ${round}`))
    await plain.send(one(`plain ${round}`))
    await aborts.send(one(`aborted ${round}`))
    await aborts.abort()
    await commits.send(one(`committed ${round}`))
    await commits.commit()
  }
  const open = await c.transaction()
  await open.send(one('open'))
  const [aborts, commits] = [await a.transaction(), await b.transaction()]
  await commits.send(one('committed behind'))
  await aborts.send(one('aborted behind'))
  await commits.commit()
  await aborts.abort()
  await open.send(one('open'))
  await plain.send(one('plain behind'))
  return {
    close: async () => {
      // A test may have ended it by other means.
      await open.abort().catch(() => {})
      await Promise.all(all.map((producer) => producer.disconnect()))
    },
  }
}
