import { AT, FLAG } from './batch-header.ts'
import { crc32c } from './crc32c.ts'
import type { BatchHeader } from './record.ts'

/** Who sends a batch, and as his which (KIP-98). */
export interface BatchStamp {
  producerId: bigint
  producerEpoch: number
  /** Of its first record. */
  baseSequence: number
  transactional: boolean
}

/** The flags that a producer may set: of a batch that was read the others were the broker's. */
const PRODUCERS_FLAGS = FLAG.codec | FLAG.transactional

/**
 * Makes a whole batch of magic 2 one of this producer's, in place: records and their compression stay as they are. It
 * counts its offsets from 0, as a broker wants it: of any others it would compress the batch anew.
 */
export function restampBatch(bytes: Buffer, stamp: BatchStamp): void {
  const kept = bytes.readInt16BE(AT.attributes) & PRODUCERS_FLAGS & ~FLAG.transactional
  bytes.writeBigInt64BE(0n, AT.baseOffset)
  bytes.writeInt32BE(-1, AT.leaderEpoch)
  bytes.writeInt16BE(stamp.transactional ? kept | FLAG.transactional : kept, AT.attributes)
  bytes.writeBigInt64BE(stamp.producerId, AT.producerId)
  bytes.writeInt16BE(stamp.producerEpoch, AT.producerEpoch)
  bytes.writeInt32BE(stamp.baseSequence, AT.baseSequence)
  bytes.writeUInt32BE(crc32c(bytes.subarray(AT.attributes)), AT.crc)
}

/**
 * Whether a batch that was read may be sent on without reading its records. Not one that compaction thinned out: brokers
 * take only records without gaps. Nor one whose times the broker set, which stand in the header: without the flag for it
 * its records would show the times they had before.
 */
export function canCopyVerbatim(header: BatchHeader): boolean {
  const { magic, control, recordCount, baseOffset, lastOffset, timestampType, deleteHorizon } = header
  if (magic !== 2 || control || recordCount === 0) return false
  if (BigInt(recordCount) !== lastOffset - baseOffset + 1n) return false
  return timestampType === 'CreateTime' && deleteHorizon === null
}
