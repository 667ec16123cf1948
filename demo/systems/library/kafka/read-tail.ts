import { randomUUID } from 'node:crypto'
import type { Admin, Consumer, Kafka } from 'kafkajs'
import { decodeRecord } from '../domain/event-json.ts'
import type { StreamName, StreamRecord } from '../domain/events.ts'
import { STREAMS } from '../service-table.ts'

const RECORDS_PER_PARTITION = 600
const DEADLINE_MS = 15_000

interface Stretch {
  topic: string
  partition: number
  from: bigint
  end: bigint
}

/**
 * The last records of every stream, oldest first: what the services' state is made from after a restart.
 * Reads through a group of its own that is deleted afterwards. Rejects when it is not all there in time: state made of
 * half a past would use rental numbers twice.
 */
export async function readTail(kafka: Kafka, admin: Admin): Promise<StreamRecord[]> {
  const stretches = await findStretches(admin)
  if (stretches.length === 0) return []
  const groupId = `library.restore-${randomUUID()}`
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200, allowAutoTopicCreation: false })
  const records: StreamRecord[] = []
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [...STREAMS], fromBeginning: true })
    const read = async (): Promise<void> => {
      await consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const message of batch.messages) {
            const record = decodeRecord(batch.topic as StreamName, message)
            if (record) records.push(record)
          }
        },
      })
      for (const { topic, partition, from } of stretches)
        consumer.seek({ topic, partition, offset: String(from) })
    }
    await Promise.all([watchEnds(consumer, stretches), read()])
  } finally {
    await consumer.disconnect()
  }
  await admin.deleteGroups([groupId])
  return records.sort((a, b) => a.at - b.at)
}

async function findStretches(admin: Admin): Promise<Stretch[]> {
  const ofAll = await Promise.all(
    STREAMS.map(async (topic) => {
      const offsets = await admin.fetchTopicOffsets(topic)
      return offsets.map(({ partition, low, high }) => {
        const end = BigInt(high)
        const wanted = end - BigInt(RECORDS_PER_PARTITION)
        const from = wanted > BigInt(low) ? wanted : BigInt(low)
        return { topic, partition, from, end }
      })
    }),
  )
  return ofAll.flat().filter(({ from, end }) => from < end)
}

/** Resolves when each partition was read to its end; a batch's last offset also counts transaction markers. */
function watchEnds(consumer: Consumer, stretches: readonly Stretch[]): Promise<void> {
  const waiting = new Map(stretches.map(({ topic, partition, end }) => [`${topic}/${partition}`, end]))
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error('the past of the streams was not read in time')),
      DEADLINE_MS,
    )
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      const place = `${payload.topic}/${payload.partition}`
      const end = waiting.get(place)
      if (end !== undefined && BigInt(payload.lastOffset) + 1n >= end) waiting.delete(place)
      if (waiting.size > 0) return
      clearTimeout(deadline)
      resolve()
    })
  })
}
