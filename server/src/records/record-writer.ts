import type { RecordHeader } from './record.ts'
import { varintSize, varlongSize, writeVarint, writeVarlong } from './varint.ts'

/** A record to encode: a {@link LogRecord} fits. */
export interface RecordInput {
  /** By default the offset after the record before. */
  offset?: bigint
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  headers?: readonly RecordHeader[]
}

/** A record with its place in the batch. */
export interface PlacedRecord {
  record: RecordInput
  offsetDelta: number
  timestampDelta: bigint
}

/** The records part of a batch, uncompressed. Everything is measured first, so there is one allocation. */
export function encodeRecords(records: readonly PlacedRecord[]): Buffer {
  const bodies = records.map(bodySize)
  const total = bodies.reduce((sum, size) => sum + varintSize(size) + size, 0)
  const bytes = Buffer.allocUnsafe(total)
  let at = 0
  records.forEach((record, index) => {
    at = writeVarint(bytes, at, bodies[index] ?? 0)
    at = writeBody(bytes, at, record)
  })
  return bytes
}

function bodySize({ record, timestampDelta, offsetDelta }: PlacedRecord): number {
  const headers = record.headers ?? []
  let size = 1 + varlongSize(timestampDelta) + varintSize(offsetDelta)
  size += fieldSize(record.key) + fieldSize(record.value) + varintSize(headers.length)
  for (const header of headers) {
    const keyBytes = headerKeySize(header)
    size += varintSize(keyBytes) + keyBytes + fieldSize(header.value)
  }
  return size
}

function writeBody(bytes: Buffer, start: number, placed: PlacedRecord): number {
  const { record, timestampDelta, offsetDelta } = placed
  const headers = record.headers ?? []
  // The record's own attributes: no bit of them is in use.
  bytes[start] = 0
  let at = writeVarlong(bytes, start + 1, timestampDelta)
  at = writeVarint(bytes, at, offsetDelta)
  at = writeField(bytes, at, record.key)
  at = writeField(bytes, at, record.value)
  at = writeVarint(bytes, at, headers.length)
  for (const header of headers) {
    at = writeVarint(bytes, at, headerKeySize(header))
    at += header.keyBytes?.copy(bytes, at) ?? bytes.write(header.key, at)
    at = writeField(bytes, at, header.value)
  }
  return at
}

function headerKeySize({ key, keyBytes }: RecordHeader): number {
  return keyBytes?.length ?? Buffer.byteLength(key)
}

function fieldSize(field: Buffer | null): number {
  return field === null ? 1 : varintSize(field.length) + field.length
}

function writeField(bytes: Buffer, start: number, field: Buffer | null): number {
  if (field === null) return writeVarint(bytes, start, -1)
  const at = writeVarint(bytes, start, field.length)
  return at + field.copy(bytes, at)
}
