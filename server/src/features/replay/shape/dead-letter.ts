import type { DlqConvention } from '@sluice/shared/replay'
import type { RecordHeader } from '#records/record.ts'

/** Headers in which dead-letter queues name where a record came from. */
interface OriginHeaders {
  topic: string
  partition: string
}

/**
 * Spring's two ways (its numbers are four bytes, big-endian; the second is that of its retry topics), Connect's
 * (KIP-298) and Streams' (KIP-1034), whose numbers are text.
 */
const ORIGINS: Readonly<Record<DlqConvention, readonly OriginHeaders[]>> = {
  spring: [
    { topic: 'kafka_dlt-original-topic', partition: 'kafka_dlt-original-partition' },
    { topic: 'kafka_original-topic', partition: 'kafka_original-partition' },
  ],
  connect: [{ topic: '__connect.errors.topic', partition: '__connect.errors.partition' }],
  streams: [{ topic: '__streams.errors.topic', partition: '__streams.errors.partition' }],
}
/** Share groups (KIP-1191, Kafka 4.4) have their queues filled by the broker. */
const SHARE: OriginHeaders = { topic: '__dlq.errors.topic', partition: '__dlq.errors.partition' }
const ANY: readonly OriginHeaders[] = [...Object.values(ORIGINS).flat(), SHARE]

/** Everything that dead-letter queues and retry topics add. */
export const DEAD_LETTER_PREFIXES: readonly string[] = [
  'kafka_dlt-',
  'kafka_exception-',
  'kafka_original-',
  'retry_topic-',
  'springDeserializerException',
  '__connect.errors.',
  '__streams.errors.',
  '__dlq.errors.',
]

/** Where a record came from; `partition` null: not told. Null: no header names a topic. */
export function originOf(
  headers: readonly RecordHeader[],
  convention: DlqConvention | undefined,
): { topic: string; partition: number | null } | null {
  for (const names of convention === undefined ? ANY : ORIGINS[convention]) {
    const topic = headerOf(headers, names.topic)?.toString('utf8')
    if (topic === undefined || topic === '') continue
    return { topic, partition: numberOf(headerOf(headers, names.partition)) }
  }
  return null
}

/** Queues of queues add the same headers again, at the end. */
function headerOf(headers: readonly RecordHeader[], name: string): Buffer | null {
  return headers.findLast(({ key, keyBytes }) => keyBytes === undefined && key === name)?.value ?? null
}

/** Text where it is digits: as four bytes these would be a partition beyond 800 million. */
function numberOf(value: Buffer | null): number | null {
  if (value === null) return null
  const text = value.toString('latin1')
  if (/^\d{1,10}$/.test(text)) return Number(text)
  if (value.length !== 4) return null
  const number = value.readInt32BE()
  return number < 0 ? null : number
}
