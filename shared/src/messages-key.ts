import { z } from 'zod'
import { Partition, TopicName } from './units.ts'

/** Characters of a key that a scan looks for, as text or base64. */
export const KEY_DATA_MAX = 4096

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Whether the text is base64 as Kafka tools print it, padded. */
export function isBase64(text: string): boolean {
  return BASE64.test(text)
}

/** Hashes by which producers choose a partition for a key; {@link KeyLookup} says which of them chose one. */
export const PARTITIONERS = ['murmur2', 'crc32', 'fnv1a'] as const
export const Partitioner = z.enum(PARTITIONERS)
export type Partitioner = z.infer<typeof Partitioner>

/** A key that messages must have, byte for byte. */
export const KeyFilter = z
  .strictObject({
    data: z
      .string()
      .max(KEY_DATA_MAX)
      .nullable()
      .describe('The whole key; null: messages that have none, which may be in any partition'),
    encoding: z.enum(['utf8', 'base64']).default('utf8'),
    partitions: z
      .enum(['likely', 'all'])
      .default('likely')
      .describe(
        'likely: only those of the partitions asked for that a usual partitioner chooses for this key (murmur2: Java and kafkajs; crc32: librdkafka; fnv1a: sarama), given how many partitions the topic has now',
      ),
  })
  .refine(({ data, encoding }) => data === null || encoding === 'utf8' || isBase64(data), {
    path: ['data'],
    error: 'must be base64 with its padding',
  })
  .refine(({ data, encoding }) => data === null || encoding === 'base64' || data.isWellFormed(), {
    path: ['data'],
    error: 'must be text without half a surrogate pair: no UTF-8 stands for it',
  })
export type KeyFilter = z.infer<typeof KeyFilter>

/** Where a key was looked for. */
export const KeyLookup = z.object({
  partitions: z
    .array(z.object({ topic: TopicName, partition: Partition, by: z.array(Partitioner).min(1) }))
    .describe(
      'What the partitioners choose; none where they choose at random: without a key, or with an empty one',
    ),
  of: z.int().describe('Partitions that there are'),
  all: z.boolean().describe('All partitions asked for are read, whatever the partitioners choose'),
})
export type KeyLookup = z.infer<typeof KeyLookup>
