import type { ProducePayload, ProduceRecord } from '@sluice/shared/messages-produce'
import type { NewRecord } from '#kafka/writer.ts'
import { encodeRecords } from '#records/record-writer.ts'

/** The record in bytes. Payloads are checked by the schema; JSON is written as it stands. */
export function encodeRecord(record: ProduceRecord, nowMs: number): NewRecord {
  const { key, value, headers, timestamp } = record
  return {
    key: toBytes(key),
    value: toBytes(value),
    headers: headers.map((header) => ({
      key: header.key,
      ...(header.keyBytes === undefined ? {} : { keyBytes: Buffer.from(header.keyBytes, 'base64') }),
      value: toBytes(header.value),
    })),
    timestamp: BigInt(timestamp === 'now' ? nowMs : timestamp),
  }
}

/** What the record takes in its batch, before compression. */
export function encodedSize(record: NewRecord): number {
  return encodeRecords([{ record, offsetDelta: 0, timestampDelta: 0n }]).length
}

function toBytes(payload: ProducePayload | null): Buffer | null {
  if (payload === null) return null
  return Buffer.from(payload.data, payload.encoding === 'base64' ? 'base64' : 'utf8')
}
