import { z } from 'zod'

const MAX_INT64 = 9_223_372_036_854_775_807n
const MIN_INT64 = -9_223_372_036_854_775_808n

/** A non-negative 64-bit integer as a decimal string, without sign, leading zeros or exponent. */
const DecimalInt64 = z
  .string()
  .regex(/^(0|[1-9]\d{0,18})$/, { error: 'must be a decimal integer of up to 19 digits', abort: true })
  .refine((text) => BigInt(text) <= MAX_INT64, 'must fit in 63 bits')

/** A Kafka offset on the wire: decimal string, because JSON numbers lose integers above 2^53. */
export const Offset = DecimalInt64.describe('Kafka offset as a decimal string')
export type Offset = z.infer<typeof Offset>

/** A count of messages or bytes that may pass 2^53: decimal string. */
export const Count = DecimalInt64.describe('Non-negative count as a decimal string')
export type Count = z.infer<typeof Count>

/**
 * A record's timestamp in milliseconds since the epoch, as it stands in the log (−1: none).
 * A number while it is exact in JSON, and a decimal string beyond ±2^53, which happens where a producer
 * wrote nanoseconds.
 */
export const Timestamp = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{16,19}$/, { error: 'must be a decimal integer of 16 to 19 digits', abort: true })
    .refine((text) => BigInt(text) >= MIN_INT64 && BigInt(text) <= MAX_INT64, 'must fit in 64 bits'),
])
export type Timestamp = z.infer<typeof Timestamp>

/** Puts a 64-bit timestamp into its wire form. */
export function toTimestamp(ms: bigint): Timestamp {
  const number = Number(ms)
  return Number.isSafeInteger(number) ? number : ms.toString()
}

/** A Kafka topic name: 1 to 249 of `[a-zA-Z0-9._-]`, and neither `.` nor `..`. */
export const TopicName = z
  .string()
  .regex(/^[a-zA-Z0-9._-]{1,249}$/, 'must be 1 to 249 letters, digits, ".", "_" or "-"')
  .refine((name) => name !== '.' && name !== '..', 'must not be "." or ".."')
  .meta({ description: 'Kafka topic name', example: 'rental.book-rented' })
export type TopicName = z.infer<typeof TopicName>

/** A partition number. */
export const Partition = z.int().min(0).max(2_147_483_647).describe('Partition number, from 0')
export type Partition = z.infer<typeof Partition>

/** A whole number in a path or query: digits alone, since `Number` would also take "", "0x1" and "1e3". */
export const wholeText = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,9})$/, 'must be a whole number in plain digits')
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .meta({ type: 'integer', minimum, maximum })

/** A partition number in a path. */
export const PartitionText = wholeText(0, 2_147_483_647).describe('Partition number, from 0')
