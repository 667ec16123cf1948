import { AT, CODECS, HEADER_BYTES, PREFIX_BYTES } from './batch-header.ts'
import { compressAside } from './compress.ts'
import type { CodecName, RecordHeader } from './record.ts'
import { varintSize, varlongSize, writeVarint, writeVarlong } from './varint.ts'

/** A record to send. */
export interface PackedRecord {
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  headers: readonly RecordHeader[]
}

/** Deltas of times that a double holds exactly are written without bigints. */
const EXACT = 0x4000_0000n

/**
 * A record batch, magic 2, as a producer sends it: offsets from 0, nobody's yet and without a checksum, both of which
 * {@link restampBatch} puts in. Written in one go into one buffer; compressed off this thread.
 */
export async function packBatch(records: readonly PackedRecord[], codec: CodecName): Promise<Buffer> {
  const plain = packPlain(records)
  if (codec === 'none') return plain
  const body = await compressAside(plain.subarray(HEADER_BYTES), codec)
  const bytes = Buffer.allocUnsafeSlow(HEADER_BYTES + body.length)
  plain.copy(bytes, 0, 0, HEADER_BYTES)
  body.copy(bytes, HEADER_BYTES)
  bytes.writeInt32BE(bytes.length - PREFIX_BYTES, AT.length)
  bytes.writeInt16BE(CODECS.indexOf(codec), AT.attributes)
  return bytes
}

/** Bytes that the batch of these records has before compression. */
export function packedSize(records: readonly PackedRecord[]): number {
  const base = records[0]?.timestamp ?? 0n
  let size = HEADER_BYTES
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index]
    if (record === undefined) continue
    const body = bodySize(record, index, record.timestamp - base)
    size += varintSize(body) + body
  }
  return size
}

function packPlain(records: readonly PackedRecord[]): Buffer {
  const [first] = records
  if (first === undefined) throw new RangeError('A batch to send has one record at least.')
  const bytes = Buffer.allocUnsafeSlow(packedSize(records))
  const base = first.timestamp
  let highest = base
  let at = HEADER_BYTES
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index]
    if (record === undefined) continue
    if (record.timestamp > highest) highest = record.timestamp
    at = writeRecord(bytes, at, record, index, record.timestamp - base)
  }
  bytes.writeBigInt64BE(0n, AT.baseOffset)
  bytes.writeInt32BE(bytes.length - PREFIX_BYTES, AT.length)
  bytes.writeInt32BE(-1, AT.leaderEpoch)
  bytes.writeInt8(2, AT.magic)
  bytes.writeUInt32BE(0, AT.crc)
  bytes.writeInt16BE(0, AT.attributes)
  bytes.writeInt32BE(records.length - 1, AT.lastOffsetDelta)
  bytes.writeBigInt64BE(base, AT.baseTimestamp)
  bytes.writeBigInt64BE(highest, AT.maxTimestamp)
  bytes.writeBigInt64BE(-1n, AT.producerId)
  bytes.writeInt16BE(-1, AT.producerEpoch)
  bytes.writeInt32BE(-1, AT.baseSequence)
  bytes.writeInt32BE(records.length, AT.recordCount)
  return bytes
}

function bodySize({ key, value, headers }: PackedRecord, offset: number, delta: bigint): number {
  let size = 1 + timeSize(delta) + varintSize(offset) + fieldSize(key) + fieldSize(value)
  size += varintSize(headers.length)
  for (const header of headers) {
    const length = keyLength(header)
    size += varintSize(length) + length + fieldSize(header.value)
  }
  return size
}

function writeRecord(
  bytes: Buffer,
  start: number,
  record: PackedRecord,
  offset: number,
  delta: bigint,
): number {
  const { key, value, headers } = record
  let at = writeVarint(bytes, start, bodySize(record, offset, delta))
  // The record's own attributes: no bit of them is in use.
  bytes[at] = 0
  at += 1
  at = isExact(delta) ? writeVarint(bytes, at, Number(delta)) : writeVarlong(bytes, at, wrapped(delta))
  at = writeVarint(bytes, at, offset)
  at = writeField(bytes, at, key)
  at = writeField(bytes, at, value)
  at = writeVarint(bytes, at, headers.length)
  for (const header of headers) {
    at = writeVarint(bytes, at, keyLength(header))
    if (header.keyBytes === undefined) at += bytes.write(header.key, at)
    else at += header.keyBytes.copy(bytes, at)
    at = writeField(bytes, at, header.value)
  }
  return at
}

function keyLength({ key, keyBytes }: RecordHeader): number {
  return keyBytes?.length ?? Buffer.byteLength(key)
}

function fieldSize(field: Buffer | null): number {
  return field === null ? 1 : varintSize(field.length) + field.length
}

function writeField(bytes: Buffer, start: number, field: Buffer | null): number {
  if (field === null) return writeVarint(bytes, start, -1)
  const at = writeVarint(bytes, start, field.length)
  bytes.set(field, at)
  return at + field.length
}

function timeSize(delta: bigint): number {
  return isExact(delta) ? varintSize(Number(delta)) : varlongSize(wrapped(delta))
}

function isExact(delta: bigint): boolean {
  return delta < EXACT && delta > -EXACT
}

/** Times may lie further apart than 64 bits say: readers come round the same way. */
function wrapped(delta: bigint): bigint {
  return BigInt.asIntN(64, delta)
}
