import { BatchError } from './batch-error.ts'
import { HEADER_BYTES } from './batch-header.ts'
import { decompress } from './decompress.ts'
import { freeBytes } from './free-bytes.ts'
import type { LogRecord, RecordBatch } from './record.ts'
import { RecordCursor } from './record-cursor.ts'

export interface RecordLimits {
  /** Most bytes that the batch may decompress to; 64 MiB unless said. */
  maxBytes?: number
}

/** What a control batch says: its transaction's end, or something of the broker's own (a leader change, a snapshot). */
export type ControlType =
  | { type: 'commit' | 'abort'; coordinatorEpoch: number | null }
  | { type: 'other'; number: number }

/**
 * The records of a batch whose CRC has been checked, in offset order. Throws a {@link BatchError}, perhaps after some
 * records: nothing of such a batch should be taken for complete.
 */
export function* readRecords(
  batch: RecordBatch,
  limits: RecordLimits = {},
): Generator<LogRecord, void, void> {
  const cursor = openRecords(batch, limits)
  while (cursor.next()) yield cursor.read()
}

/** Decompresses a batch and stands before its first record: for scans that materialise few of them. */
export function openRecords(batch: RecordBatch, limits: RecordLimits = {}): RecordCursor {
  const { codec, recordCount } = batch.header
  const body = batch.bytes.subarray(HEADER_BYTES)
  // Compaction leaves emptied batches without a compressed stream, which most codecs would refuse.
  const empty = recordCount === 0 && body.length === 0
  return new RecordCursor(batch.header, empty ? body : decompress(body, codec, limits.maxBytes))
}

/** Gives back what {@link openRecords} decompressed, for whoever has kept none of its records. */
export function closeRecords(batch: RecordBatch, cursor: RecordCursor): void {
  if (cursor.bytes.buffer !== batch.bytes.buffer) freeBytes(cursor.bytes)
}

/** Reads a record of a control batch: version and type in its key, the coordinator's epoch in its value (KIP-98). */
export function controlType(record: Pick<LogRecord, 'key' | 'value'>): ControlType {
  const { key, value } = record
  if (key === null || key.length < 4) {
    throw new BatchError('malformed', 'A control record has no type.')
  }
  const number = key.readInt16BE(2)
  if (number !== 0 && number !== 1) return { type: 'other', number }
  const coordinatorEpoch = value === null || value.length < 6 ? null : value.readInt32BE(2)
  return { type: number === 1 ? 'commit' : 'abort', coordinatorEpoch }
}
