import { crc32 } from 'node:zlib'
import { PARTITIONERS, type Partitioner } from '@sluice/shared/messages-key'
import { fnv1a } from './fnv1a.ts'
import { murmur2 } from './murmur2.ts'

/** Which partition of `count` a producer writes a key to, by the hash that it uses. */
const CHOICES: Record<Partitioner, (key: Buffer, count: number) => number> = {
  // Java and kafkajs drop the sign bit.
  murmur2: (key, count) => (murmur2(key) & 0x7fffffff) % count,
  // librdkafka's consistent_random, which its bindings (Python, .NET, Go, …) have by default.
  crc32: (key, count) => crc32(key) % count,
  // sarama takes the remainder of the signed hash, and then drops the remainder's sign.
  fnv1a: (key, count) => Math.abs((fnv1a(key) | 0) % count),
}

/** Where Java’s producer and kafkajs write a key to; `count` is above zero. */
export const murmur2Partition = (key: Buffer, count: number): number => CHOICES.murmur2(key, count)

/** The partitions that a key belongs to by one partitioner or the other, lowest first; `count` is above zero. */
export function choosePartitionsOf(key: Buffer, count: number): { partition: number; by: Partitioner[] }[] {
  const chosen = new Map<number, Partitioner[]>()
  for (const name of PARTITIONERS) {
    const partition = CHOICES[name](key, count)
    chosen.set(partition, [...(chosen.get(partition) ?? []), name])
  }
  return [...chosen].map(([partition, by]) => ({ partition, by })).sort((a, b) => a.partition - b.partition)
}
