import type { KeyFilter, KeyLookup } from '@sluice/shared/messages-key'
import { choosePartitionsOf } from './partitioners.ts'

interface CountedTopic {
  name: string
  partitions: readonly unknown[]
}

/** The bytes of a key that is looked for; null looks for messages without one. */
export function bytesOfKey({ data, encoding }: KeyFilter): Buffer | null {
  return data === null ? null : Buffer.from(data, encoding)
}

/**
 * Where a key is to be looked for. An empty key tells nothing, like none at all: librdkafka spreads both at random, and
 * so all partitions are read.
 */
export function lookUpKey(key: KeyFilter, topics: readonly CountedTopic[]): KeyLookup {
  const bytes = bytesOfKey(key)
  const of = topics.reduce((sum, { partitions }) => sum + partitions.length, 0)
  if (bytes === null || bytes.length === 0) return { partitions: [], of, all: true }
  const partitions = topics.flatMap(({ name: topic, partitions: { length } }) =>
    length === 0 ? [] : choosePartitionsOf(bytes, length).map((choice) => ({ topic, ...choice })),
  )
  return { partitions, of, all: key.partitions === 'all' }
}

/** Whether a partition is to be read; without a key it always is. */
export function mayHoldKey(lookup: KeyLookup | null, topic: string, partition: number): boolean {
  if (lookup === null || lookup.all) return true
  return lookup.partitions.some((likely) => likely.topic === topic && likely.partition === partition)
}
