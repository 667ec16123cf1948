import { isUtf8 } from 'node:buffer'
import type { Message, Payload } from '@sluice/shared/messages'
import type { TransactionFate } from '@sluice/shared/messages-fate'
import { toTimestamp } from '@sluice/shared/units'
import type { BatchHeader, LogRecord } from '#records/record.ts'

/** A record as a row of a scan: payloads cut to a preview. The result shares no memory with the record. */
export function decodeMessage(
  topic: string,
  partition: number,
  header: BatchHeader,
  record: LogRecord,
  previewBytes: number,
  transaction: TransactionFate | null = null,
): Message {
  return {
    topic,
    partition,
    offset: record.offset.toString(),
    timestamp: toTimestamp(record.timestamp),
    timestampType: header.timestampType,
    key: decodePayload(record.key, previewBytes),
    value: decodePayload(record.value, previewBytes),
    headers: record.headers.map(({ key, keyBytes, value }) => ({
      key,
      ...(keyBytes === undefined ? {} : { keyBytes: keyBytes.toString('base64') }),
      value: decodePayload(value, previewBytes),
    })),
    size: record.size,
    codec: header.codec,
    producerId: header.producerId === -1n ? null : header.producerId.toString(),
    transactional: header.transactional,
    ...(transaction === null ? {} : { transaction }),
  }
}

/** Text where the bytes shown are valid UTF-8 (a byte order mark is kept), otherwise base64. */
export function decodePayload(bytes: Buffer | null, previewBytes: number): Payload | null {
  if (bytes === null) return null
  const size = bytes.length
  const truncated = size > previewBytes
  const text = truncated ? bytes.subarray(0, characterBoundary(bytes, previewBytes)) : bytes
  if (isUtf8(text)) return { encoding: 'utf8', data: text.toString('utf8'), size, truncated }
  return {
    encoding: 'base64',
    data: bytes.toString('base64', 0, Math.min(size, previewBytes)),
    size,
    truncated,
  }
}

/** The last place at or before `at` where a UTF-8 character begins; `at` itself where the bytes are not UTF-8. */
function characterBoundary(bytes: Buffer, at: number): number {
  for (let back = 0; back <= 3; back += 1) {
    const byte = bytes[at - back]
    if (byte !== undefined && (byte & 0xc0) !== 0x80) return at - back
  }
  return at
}

/** Characters that a row weighs on the wire, near enough to bound a frame. */
export function weigh(message: Message): number {
  let weight = 200 + (message.key?.data.length ?? 0) + (message.value?.data.length ?? 0)
  for (const { key, value } of message.headers) weight += 60 + key.length + (value?.data.length ?? 0)
  return weight
}
