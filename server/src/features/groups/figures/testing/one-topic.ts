import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryRecord } from '#kafka/memory/memory-log.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import type { NextRecordAsk, ReadOptions } from '../next-record.ts'

export const NOW = 1_790_000_000_000
export const within: ReadOptions = { signal: new AbortController().signal, timeoutMs: 5_000 }

/** A record of that time. */
export const at = (timestamp: number, value = 'v'): MemoryRecord => {
  return { timestamp: BigInt(timestamp), value }
}

/** A cluster in memory with the topic `t`. */
export function oneTopic(partitions = 1): MemoryGateway {
  return createMemoryGateway({ topics: [{ name: 't', partitions }] })
}

/** What a group that stands at `position` would have asked now. */
export async function ask(
  gateway: MemoryGateway,
  topic: string,
  partition: number,
  position: bigint,
): Promise<NextRecordAsk> {
  const [end] = await gateway.listOffsets([{ topic, partition, at: 'latest' }], {
    isolation: 'read_committed',
  })
  if (!end?.ok || end.value.offset === null) throw new Error('The test has no end to read to')
  return { topic, topicId: null, partition, position, end: end.value.offset }
}
