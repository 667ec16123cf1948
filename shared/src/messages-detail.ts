import { z } from 'zod'
import { Message } from './messages.ts'
import { Offset, Timestamp } from './units.ts'

/** Bytes of a key, value or header value that a single record carries; the whole of a larger one is downloaded. */
export const DETAIL_BYTES = 8 * 1024 * 1024

/** What the header of a record's batch says, and what its records take when decompressed. */
export const BatchFacts = z.object({
  baseOffset: Offset,
  lastOffset: Offset.describe('Of the batch as it was written: compaction may have removed that record'),
  records: z.int(),
  bytes: z.int().describe('Bytes of the batch in the log, header included'),
  uncompressedBytes: z.int().describe('Bytes of the batch with its records decompressed, header included'),
  maxTimestamp: Timestamp,
  deleteHorizon: Timestamp.nullable().describe(
    'When compaction may remove the tombstones or the marker of this batch (KIP-534); null: not set yet',
  ),
})
export type BatchFacts = z.infer<typeof BatchFacts>

/**
 * `GET /api/clusters/{c}/topics/{t}/partitions/{p}/offsets/{o}`: one record, each payload up to {@link DETAIL_BYTES}; a
 * control record says what it marks. `…/value` and `…/key` below it answer the exact bytes.
 */
export const MessageDetail = Message.extend({
  control: z.enum(['commit', 'abort', 'other']).nullable(),
  leaderEpoch: z.int().nullable(),
  producerEpoch: z.int().nullable(),
  sequence: z.int().nullable(),
  batch: BatchFacts,
})
export type MessageDetail = z.infer<typeof MessageDetail>

/** The parts of a record that can be downloaded. */
export const RECORD_PARTS = ['value', 'key'] as const
/** One of {@link RECORD_PARTS}. */
export const RecordPart = z.enum(RECORD_PARTS).describe('Which bytes of the record')
export type RecordPart = z.infer<typeof RecordPart>
