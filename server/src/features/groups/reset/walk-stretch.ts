import { BatchError } from '#records/batch-error.ts'
import type { BrokenBatch, RecordBatch } from '#records/record.ts'
import { openRecords } from '#records/record-reader.ts'

/** A record as a place is shown. Its key is a copy. */
export interface SeenRecord {
  offset: bigint
  timestamp: bigint
  key: Buffer | null
}

/** What the batches of one answer tell of a stretch of offsets. */
export interface WalkedStretch {
  first: SeenRecord | null
  /** Time of the last record seen inside. */
  last: bigint | null
  /** The first record at or after the stretch's end. */
  behind: SeenRecord | null
  records: bigint
  /** Every offset of the stretch was covered. */
  covered: boolean
  /** Nothing seen was damaged, or part of a transaction: those that were aborted are passed over by some readers. */
  plain: boolean
}

const BATCH_BYTES_MAX = 16 * 1024 * 1024

/** Walks batches over the offsets from `low` up to but without `high`. Markers and emptied batches count as nothing. */
export function walkStretch(
  batches: Iterable<RecordBatch | BrokenBatch>,
  low: bigint,
  high: bigint,
): WalkedStretch {
  const seen: WalkedStretch = {
    first: null,
    last: null,
    behind: null,
    records: 0n,
    covered: false,
    plain: true,
  }
  let next = low
  for (const batch of batches) {
    const last = batch.ok ? batch.header.lastOffset : batch.lastOffset
    if (last < low) continue
    next = last + 1n
    if (!batch.ok) {
      seen.plain = false
      continue
    }
    if (batch.header.control) continue
    if (batch.header.transactional && batch.header.baseOffset < high) seen.plain = false
    if (!walkBatch(batch, low, high, seen)) seen.plain = false
    if (seen.behind !== null) break
  }
  seen.covered = next >= high
  return seen
}

/** False where the batch cannot be read. */
function walkBatch(batch: RecordBatch, low: bigint, high: bigint, seen: WalkedStretch): boolean {
  try {
    const cursor = openRecords(batch, { maxBytes: BATCH_BYTES_MAX })
    while (cursor.next()) {
      const offset = batch.header.baseOffset + BigInt(cursor.offsetDelta)
      if (offset < low) continue
      const record = cursor.view()
      if (offset >= high) {
        seen.behind = copyOf(record)
        return true
      }
      seen.records += 1n
      seen.first ??= copyOf(record)
      seen.last = record.timestamp
    }
    return true
  } catch (error) {
    if (!(error instanceof BatchError)) throw error
    return false
  }
}

function copyOf({ offset, timestamp, key }: SeenRecord): SeenRecord {
  return { offset, timestamp, key: key === null ? null : Buffer.from(key) }
}
