import { randomBytes } from 'node:crypto'
import { createRealWriter } from '../../server/src/kafka/real/real-writer.ts'
import { connectionTo } from '../../server/src/kafka/testing/connection-to.ts'
import type { NewRecord } from '../../server/src/kafka/writer.ts'

interface Filling {
  topic: string
  partitions: number
  records: number
  bytes: number
}

const AT_ONCE = 1_000

/** Makes a topic and writes records of about so many bytes to its partitions by turns. */
export async function fillWithRecords(
  bootstrap: string[],
  { topic, partitions, records, bytes }: Filling,
): Promise<void> {
  const writer = createRealWriter(connectionTo(bootstrap))
  try {
    await writer.createTopic({ name: topic, partitions, replicationFactor: null, configs: [] })
    const filler = randomBytes(bytes).toString('base64').slice(0, bytes)
    for (let from = 0; from < records; from += AT_ONCE * partitions) {
      const batches = Array.from({ length: partitions }, (_, partition) => ({
        topic,
        partition,
        records: Array.from({ length: AT_ONCE }, (_, at) =>
          recordOf(from + partition * AT_ONCE + at, filler),
        ),
      }))
      for (const outcome of await writer.produce(batches)) if (!outcome.ok) throw outcome.fault
    }
  } finally {
    await writer.close()
  }
}

function recordOf(number: number, filler: string): NewRecord {
  return {
    timestamp: BigInt(Date.now()),
    key: Buffer.from(`key-${number % 997}`),
    value: Buffer.from(`{"number":${number},"filler":"${filler}"}`),
    headers: [{ key: 'source', value: Buffer.from('bench') }],
  }
}
