import { AbortedFilter, type AbortedTransaction } from '#records/aborted.ts'
import { BatchError } from '#records/batch-error.ts'
import type { BrokenBatch, RecordBatch } from '#records/record.ts'
import { openRecords } from '#records/record-reader.ts'

/** What a fetch answer tells of the first record that a reader of committed messages gets. */
export type FirstRecord =
  | { kind: 'record'; offset: bigint; timestamp: bigint; appendTime: boolean; gap: boolean }
  /** None below `until`, as far as the answer reaches. */
  | { kind: 'none'; until: bigint; gap: boolean }
  | { kind: 'unreadable'; offset: bigint; reason: string }

/** A batch is opened for the time of one record. */
const BATCH_BYTES_MAX = 16 * 1024 * 1024

/**
 * The first data record at or after `from` in the batches of a `read_committed` answer. Markers and aborted records are passed by;
 * `gap` tells that offsets were missing on the way, as compaction leaves them.
 */
export function firstDataRecord(
  batches: readonly (RecordBatch | BrokenBatch)[],
  aborted: readonly AbortedTransaction[],
  from: bigint,
): FirstRecord {
  const filter = new AbortedFilter()
  filter.begin(aborted)
  let next = from
  let gap = false
  for (const batch of batches) {
    const base = batch.ok ? batch.header.baseOffset : batch.baseOffset
    const last = batch.ok ? batch.header.lastOffset : batch.lastOffset
    try {
      // The filter must see every batch, even one below the place.
      const hidden = batch.ok && (filter.isAborted(batch) || batch.header.control)
      if (last < from) continue
      if (!batch.ok) return { kind: 'unreadable', offset: higherOf(base, next), reason: batch.reason }
      gap ||= base > next
      const found = hidden ? null : firstIn(batch, next)
      if (found !== null) {
        const missing = found.offset > higherOf(base, next)
        return { kind: 'record', ...found, gap: gap || missing }
      }
      gap ||= !hidden
    } catch (error) {
      if (!(error instanceof BatchError)) throw error
      return { kind: 'unreadable', offset: higherOf(base, next), reason: error.message }
    }
    next = last + 1n
  }
  return { kind: 'none', until: next, gap }
}

function firstIn(
  batch: RecordBatch,
  from: bigint,
): { offset: bigint; timestamp: bigint; appendTime: boolean } | null {
  const { baseOffset, lastOffset, recordCount, timestampType, maxTimestamp } = batch.header
  const appendTime = timestampType === 'LogAppendTime'
  const whole = BigInt(recordCount) === lastOffset - baseOffset + 1n
  // The broker's time stands in the header, for every record of the batch: nothing need be decompressed.
  if (whole && appendTime) {
    return { offset: higherOf(baseOffset, from), timestamp: maxTimestamp, appendTime }
  }
  const cursor = openRecords(batch, { maxBytes: BATCH_BYTES_MAX })
  while (cursor.next()) {
    if (baseOffset + BigInt(cursor.offsetDelta) < from) continue
    const { offset, timestamp } = cursor.view()
    return { offset, timestamp, appendTime }
  }
  return null
}

function higherOf(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
