import { AT, CODECS, FLAG, HEADER_BYTES, PREFIX_BYTES } from './batch-header.ts'
import { compress } from './compress.ts'
import { crc32c } from './crc32c.ts'
import type { BatchHeader } from './record.ts'
import { encodeRecords, type PlacedRecord, type RecordInput } from './record-writer.ts'

/**
 * What a batch says of itself. Left out: no compression, no producer, the first record's offset and timestamp, the
 * last offset and the highest timestamp of the records. `lastOffset` beyond them leaves the gap that compaction leaves.
 */
export type BatchOptions = Partial<Omit<BatchHeader, 'byteLength' | 'crc' | 'magic' | 'recordCount'>>

export interface ControlOptions {
  baseOffset: bigint
  producerId: bigint
  producerEpoch: number
  timestamp: bigint
  coordinatorEpoch?: number
  leaderEpoch?: number
}

/** Kafka's "no timestamp", and its "none" for producer ids, epochs and sequences. */
const NONE = -1

const MAX_DELTA = 2_147_483_647n

/** One record batch, magic 2, byte for byte as Kafka stores it. Throws a RangeError on offsets that do not ascend. */
export function encodeBatch(records: readonly RecordInput[], options: BatchOptions = {}): Buffer {
  const baseOffset = options.baseOffset ?? records[0]?.offset ?? 0n
  const baseTimestamp =
    options.deleteHorizon ?? options.baseTimestamp ?? records[0]?.timestamp ?? BigInt(NONE)
  const placed = place(records, baseOffset, baseTimestamp)
  const lastDelta = BigInt(placed.at(-1)?.offsetDelta ?? 0)
  const lastOffsetDelta = options.lastOffset === undefined ? lastDelta : options.lastOffset - baseOffset
  if (lastOffsetDelta < lastDelta || lastOffsetDelta > MAX_DELTA) {
    throw new RangeError(`A batch from offset ${baseOffset} cannot end at ${baseOffset + lastOffsetDelta}.`)
  }
  const codec = options.codec ?? 'none'
  const body = placed.length === 0 ? Buffer.alloc(0) : compress(encodeRecords(placed), codec)
  const bytes = Buffer.alloc(HEADER_BYTES + body.length)
  bytes.writeBigInt64BE(baseOffset, AT.baseOffset)
  bytes.writeInt32BE(bytes.length - PREFIX_BYTES, AT.length)
  bytes.writeInt32BE(options.leaderEpoch ?? 0, AT.leaderEpoch)
  bytes.writeInt8(2, AT.magic)
  bytes.writeInt16BE(attributesOf(options), AT.attributes)
  bytes.writeInt32BE(Number(lastOffsetDelta), AT.lastOffsetDelta)
  bytes.writeBigInt64BE(baseTimestamp, AT.baseTimestamp)
  bytes.writeBigInt64BE(options.maxTimestamp ?? highest(records), AT.maxTimestamp)
  bytes.writeBigInt64BE(options.producerId ?? BigInt(NONE), AT.producerId)
  bytes.writeInt16BE(options.producerEpoch ?? NONE, AT.producerEpoch)
  bytes.writeInt32BE(options.baseSequence ?? NONE, AT.baseSequence)
  bytes.writeInt32BE(placed.length, AT.recordCount)
  body.copy(bytes, HEADER_BYTES)
  bytes.writeUInt32BE(crc32c(bytes.subarray(AT.attributes)), AT.crc)
  return bytes
}

/** The control batch that ends a producer's transaction, as its coordinator has it written (KIP-98). */
export function encodeControl(type: 'commit' | 'abort', options: ControlOptions): Buffer {
  const { timestamp, coordinatorEpoch = 0, ...header } = options
  const key = Buffer.from([0, 0, 0, type === 'commit' ? 1 : 0])
  const value = Buffer.alloc(6)
  value.writeInt32BE(coordinatorEpoch, 2)
  return encodeBatch([{ timestamp, key, value }], { ...header, transactional: true, control: true })
}

function place(records: readonly RecordInput[], baseOffset: bigint, baseTimestamp: bigint): PlacedRecord[] {
  let next = baseOffset
  return records.map((record) => {
    const offset = record.offset ?? next
    if (offset < next || offset - baseOffset > MAX_DELTA) {
      throw new RangeError(`The record at offset ${offset} cannot stand in a batch where ${next} is next.`)
    }
    next = offset + 1n
    const timestampDelta = BigInt.asIntN(64, record.timestamp - baseTimestamp)
    return { record, offsetDelta: Number(offset - baseOffset), timestampDelta }
  })
}

function attributesOf(options: BatchOptions): number {
  let attributes = CODECS.indexOf(options.codec ?? 'none')
  if (options.timestampType === 'LogAppendTime') attributes |= FLAG.logAppendTime
  if (options.transactional) attributes |= FLAG.transactional
  if (options.control) attributes |= FLAG.control
  if (options.deleteHorizon != null) attributes |= FLAG.deleteHorizon
  return attributes
}

function highest(records: readonly RecordInput[]): bigint {
  let max = BigInt(NONE)
  for (const { timestamp } of records) if (timestamp > max) max = timestamp
  return max
}
