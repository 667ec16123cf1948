import { randomUUID } from 'node:crypto'
import type { Kafka, KafkaMessage } from 'kafkajs'

export interface LogEntry {
  topic: string
  partition: number
  offset: string
  at: number
  key: string
  value: string | null
  /** Names, sorted. */
  headers: string[]
  headerValues: Record<string, string>
  /** "-1" for a plain producer. */
  producerId: string
  inTransaction: boolean
}

const DEADLINE_MS = 20_000

/** Every committed record of these topics, in order of time: an ordinary reader that knows nothing of the services. */
export async function readWholeLog(kafka: Kafka, topics: readonly string[]): Promise<LogEntry[]> {
  const admin = kafka.admin()
  await admin.connect()
  const waiting = new Map<string, bigint>()
  for (const topic of topics)
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic))
      if (BigInt(high) > BigInt(low)) waiting.set(`${topic}/${partition}`, BigInt(high))
  await admin.disconnect()

  const entries: LogEntry[] = []
  const consumer = kafka.consumer({ groupId: `reader-${randomUUID()}`, maxWaitTimeInMs: 100 })
  const finished = Promise.withResolvers<void>()
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    const place = `${payload.topic}/${payload.partition}`
    if (BigInt(payload.lastOffset) + 1n >= (waiting.get(place) ?? 0n)) waiting.delete(place)
    if (waiting.size === 0) finished.resolve()
  })
  const deadline = setTimeout(
    () => finished.reject(new Error(`not read to the end: ${[...waiting.keys()]}`)),
    DEADLINE_MS,
  )
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        for (const message of messages) entries.push(entryOf(topic, partition, message))
      },
    })
    await finished.promise
  } finally {
    clearTimeout(deadline)
    await consumer.disconnect()
  }
  return entries.sort((a, b) => a.at - b.at)
}

function entryOf(topic: string, partition: number, message: KafkaMessage): LogEntry {
  // kafkajs hands the batch's header along but does not declare it.
  const { batchContext } = message as { batchContext?: { producerId?: string; inTransaction?: boolean } }
  return {
    topic,
    partition,
    offset: message.offset,
    at: Number(message.timestamp),
    key: message.key?.toString() ?? '',
    value: message.value?.toString() ?? null,
    headers: Object.keys(message.headers ?? {}).sort(),
    headerValues: Object.fromEntries(
      Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    producerId: batchContext?.producerId ?? 'unknown',
    inTransaction: batchContext?.inTransaction ?? false,
  }
}
