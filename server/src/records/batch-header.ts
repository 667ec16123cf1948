import type { BatchHeader, CodecName } from './record.ts'

/** Where the fields of a record batch stand (magic 2, KIP-98); the first five are common to every format. */
export const AT = {
  baseOffset: 0,
  length: 8,
  leaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordCount: 57,
} as const

/** Bytes of the fixed part, and so of an empty batch. */
export const HEADER_BYTES = 61

/** The offset and the length: what stands before the bytes that the length counts. */
export const PREFIX_BYTES = 12

/** In the order of their numbers in the attributes. */
export const CODECS: readonly CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

export const FLAG = {
  codec: 0b111,
  logAppendTime: 1 << 3,
  transactional: 1 << 4,
  control: 1 << 5,
  deleteHorizon: 1 << 6,
} as const

/** Reads the header of the magic-2 batch at `at`, or says what is wrong with it. The caller has checked its length. */
export function readHeader(bytes: Buffer, at: number, byteLength: number): BatchHeader | string {
  const attributes = bytes.readInt16BE(at + AT.attributes)
  const codec = CODECS[attributes & FLAG.codec]
  if (codec === undefined) return `its compression, number ${attributes & FLAG.codec}, is unknown`
  const baseOffset = bytes.readBigInt64BE(at + AT.baseOffset)
  const lastOffsetDelta = bytes.readInt32BE(at + AT.lastOffsetDelta)
  const recordCount = bytes.readInt32BE(at + AT.recordCount)
  if (baseOffset < 0n) return `it begins at the offset ${baseOffset}`
  if (recordCount < 0) return `it claims ${recordCount} records`
  // Compaction thins a batch out but keeps its last offset, so only more records than offsets is impossible.
  if (lastOffsetDelta < 0 || recordCount > lastOffsetDelta + 1) {
    return `it claims ${recordCount} records on ${lastOffsetDelta + 1} offsets`
  }
  return {
    baseOffset,
    lastOffset: baseOffset + BigInt(lastOffsetDelta),
    byteLength,
    leaderEpoch: bytes.readInt32BE(at + AT.leaderEpoch),
    magic: bytes.readInt8(at + AT.magic),
    crc: bytes.readUInt32BE(at + AT.crc),
    codec,
    timestampType: attributes & FLAG.logAppendTime ? 'LogAppendTime' : 'CreateTime',
    transactional: (attributes & FLAG.transactional) !== 0,
    control: (attributes & FLAG.control) !== 0,
    baseTimestamp: bytes.readBigInt64BE(at + AT.baseTimestamp),
    deleteHorizon: attributes & FLAG.deleteHorizon ? bytes.readBigInt64BE(at + AT.baseTimestamp) : null,
    maxTimestamp: bytes.readBigInt64BE(at + AT.maxTimestamp),
    producerId: bytes.readBigInt64BE(at + AT.producerId),
    producerEpoch: bytes.readInt16BE(at + AT.producerEpoch),
    baseSequence: bytes.readInt32BE(at + AT.baseSequence),
    recordCount,
  }
}
