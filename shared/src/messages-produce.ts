import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { isBase64 } from './messages-key.ts'
import { Offset, Partition, Timestamp, TopicName } from './units.ts'

/** Records of one request at most. */
export const PRODUCE_RECORDS_MAX = 100
/** Bytes of a request's body at most; base64 takes four of them for three of a payload. */
export const PRODUCE_BODY_BYTES_MAX = 8_388_608
/** Headers of one record at most: Kafka itself sets no bound but the size. */
export const PRODUCE_HEADERS_MAX = 1000

/** Text that has a form in UTF-8: a lone surrogate has none, and would be written as something else. */
const WellFormed = z
  .string()
  .refine((text) => text.isWellFormed(), 'holds half a character (a lone surrogate)')

/** Bytes to write. `json` is text that must be JSON and is written as it stands, digit for digit. */
export const ProducePayload = z
  .strictObject({ encoding: z.enum(['utf8', 'json', 'base64']), data: z.string() })
  .superRefine(({ encoding, data }, context) => {
    const message = whyNotEncoded(encoding, data)
    if (message !== null) context.addIssue({ code: 'custom', path: ['data'], message })
  })
export type ProducePayload = z.infer<typeof ProducePayload>

function whyNotEncoded(encoding: 'utf8' | 'json' | 'base64', data: string): string | null {
  if (encoding === 'base64') return isBase64(data) ? null : 'is not base64 with its padding'
  if (!data.isWellFormed()) return 'holds half a character (a lone surrogate), which UTF-8 has no bytes for'
  if (encoding === 'utf8') return null
  try {
    JSON.parse(data)
    return null
  } catch {
    return 'is not JSON'
  }
}

/** A header to write. `keyBytes` is for a key that is not UTF-8, as a read one has it: then `key` is not looked at. */
export const ProduceHeader = z.strictObject({
  key: WellFormed,
  keyBytes: z
    .string()
    .refine(isBase64, 'is not base64 with its padding')
    .optional()
    .describe('base64 of a key that is not UTF-8; `key` is then not looked at'),
  value: ProducePayload.nullable(),
})
export type ProduceHeader = z.infer<typeof ProduceHeader>

/** A record to write. Null is Kafka’s null, which is not the empty payload; headers keep order, duplicates and nulls. */
export const ProduceRecord = z.strictObject({
  key: ProducePayload.nullable().default(null),
  value: ProducePayload.nullable().describe('Null is a tombstone: compaction then forgets the key'),
  headers: z.array(ProduceHeader).max(PRODUCE_HEADERS_MAX).default([]),
  partition: z
    .union([z.enum(['key', 'any']), Partition])
    .default('key')
    .describe(
      'key: as Java’s producer would (murmur2), any for a record without a key; any: one of those with a leader',
    ),
  timestamp: z
    .union([z.literal('now'), Timestamp])
    .default('now')
    .describe('CreateTime; a topic set to LogAppendTime puts its own in place of it'),
})
export type ProduceRecord = z.infer<typeof ProduceRecord>

/** Body of `POST /api/clusters/{c}/topics/{t}/messages`. */
export const ProduceRequest = z.strictObject({
  records: z.array(ProduceRecord).min(1).max(PRODUCE_RECORDS_MAX),
  dryRun: z.boolean().default(false).describe('Only says what would be written and where; writes nothing'),
})
export type ProduceRequest = z.infer<typeof ProduceRequest>

/** Why a record goes to its partition: it was named, the key decides, or any will do. */
export const PARTITION_WHYS = ['named', 'key', 'any'] as const
export type PartitionWhy = (typeof PARTITION_WHYS)[number]

/** What became of one record, in the order of the request. Without a fault and with an offset it is in the log. */
export const ProducedRecord = z.object({
  partition: Partition.nullable().describe('Null only in a dry run of a record that goes to any partition'),
  why: z.enum(PARTITION_WHYS),
  bytes: z.int().describe('Size of the record as it is encoded, without the header of its batch'),
  offset: Offset.nullable(),
  timestamp: Timestamp.nullable().describe('As it stands in the log'),
  fault: ItemFault.nullable(),
})
export type ProducedRecord = z.infer<typeof ProducedRecord>

/** Answer to a {@link ProduceRequest}. Where every record failed it is an error instead. */
export const ProduceAnswer = z.object({
  topic: TopicName,
  dryRun: z.boolean(),
  replayed: z
    .boolean()
    .describe('The idempotency key had been used for this very write: nothing was written again'),
  records: z.array(ProducedRecord),
})
export type ProduceAnswer = z.infer<typeof ProduceAnswer>

/** Header that makes a repeated request one write. */
export const IDEMPOTENCY_HEADER = 'idempotency-key'
/** A key of 8 to 100 printable characters, such as a UUID. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{8,100}$/, 'must be 8 to 100 printable ASCII characters without spaces, such as a UUID')
