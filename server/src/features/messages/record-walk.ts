import type { TransactionFate } from '@sluice/shared/messages-fate'
import { AbortedFilter, type AbortedTransaction } from '#records/aborted.ts'
import { BatchError } from '#records/batch-error.ts'
import { verifyBatch } from '#records/batch-reader.ts'
import type { BatchHeader, BrokenBatch, LogRecord, RecordBatch } from '#records/record.ts'
import type { RecordCursor } from '#records/record-cursor.ts'
import { closeRecords, openRecords } from '#records/record-reader.ts'
import { higherOf, lowerOf } from './offset-order.ts'
import type { Sifter } from './text-filter.ts'
import type { Traces } from './text-probe.ts'
import type { Fates } from './transactions/fates.ts'

/** Batches of one fetch answer, and the stretch of offsets `[from, until)` that they tell everything about. */
export interface Chunk {
  /** What the batches are views of. */
  bytes: Buffer
  from: bigint
  until: bigint
  batches: readonly (RecordBatch | BrokenBatch)[]
  /** Of the batches, those known to be undamaged and to hold no match; null while nobody has looked. */
  clear: ReadonlySet<RecordBatch> | null
  aborted: readonly AbortedTransaction[]
  fates: Fates
}

export interface WalkedRecord {
  header: BatchHeader
  record: LogRecord
  /** Null: part of none, or not told. */
  transaction: TransactionFate | null
}

/** Rules records out by their bytes alone, without waiting for anything. */
export interface RecordSieve {
  /** Rules out stretches of a decompressed batch without reading its records; null where nothing allows that. */
  sieve(bytes: Buffer): Sifter | null
  /** What every match leaves in its batch; left out: nothing that is known. */
  traces?: Traces
  matches(record: LogRecord): boolean
}

/** Told of everything that is not a visible record; offsets are inclusive. */
export interface WalkReport {
  looked(records: number): void
  gap(from: bigint, to: bigint): void
  /** A transaction's end or something of the broker's own; left out, it counts as a gap. */
  marker?(from: bigint, to: bigint): void
  aborted(from: bigint, to: bigint, records: number): void
  corrupt(from: bigint, to: bigint, reason: string): void
  /** A whole batch that {@link WalkOptions.skip} refused. */
  skipped(to: bigint, records: number): void
}

interface WalkOptions {
  /** Exclusive: nothing at or beyond it is looked at. */
  end: bigint
  report: WalkReport
  /** Judges by the header alone whether a batch can be left compressed. */
  skip?: (header: BatchHeader) => boolean
  /** Only what passes is yielded. The batches' checksums are then still to be verified where records are read. */
  check?: RecordSieve | null
  /** Told of what was decompressed, once the last of its records has been yielded: for who frees it when they are judged. */
  left?: (bytes: Buffer) => void
}

/**
 * The visible records of a chunk in offset order. Control and unreadable batches are reported, not yielded; so are
 * aborted ones, unless they are to be marked.
 */
export function* walkRecords(chunk: Chunk, options: WalkOptions): Generator<WalkedRecord, void, void> {
  const end = lowerOf(chunk.until, options.end)
  const { report } = options
  const filter = new AbortedFilter()
  filter.begin(chunk.aborted)
  let next = chunk.from
  for (const batch of chunk.batches) {
    if (next >= end) return
    const base = baseOffsetOf(batch)
    const last = lastOffsetOf(batch)
    const verdict = judge(batch, filter)
    if (last < next) continue
    if (base >= end) break
    if (base > next) report.gap(next, base - 1n)
    const from = higherOf(base, next)
    const to = lowerOf(last, end - 1n)
    next = to + 1n
    if (!batch.ok || verdict.kind === 'corrupt') report.corrupt(from, to, verdict.reason)
    else if (batch.header.control) (report.marker ?? report.gap)(from, to)
    else if (verdict.kind === 'aborted' && !chunk.fates.showsAborted) {
      reportAborted(batch, from, to, report)
    } else if (chunk.clear?.has(batch) && isWhole(batch.header, from, to)) {
      report.looked(batch.header.recordCount)
    } else if (options.skip?.(batch.header)) {
      report.looked(batch.header.recordCount)
      report.skipped(to, batch.header.recordCount)
    } else {
      const transaction = chunk.fates.of(batch, verdict.kind === 'aborted')
      yield* readVisible(batch, { from, to, transaction }, options)
    }
  }
  if (next < end) report.gap(next, end - 1n)
}

function baseOffsetOf(batch: RecordBatch | BrokenBatch): bigint {
  return batch.ok ? batch.header.baseOffset : batch.baseOffset
}

export function lastOffsetOf(batch: RecordBatch | BrokenBatch): bigint {
  return batch.ok ? batch.header.lastOffset : batch.lastOffset
}

interface Verdict {
  kind: 'visible' | 'aborted' | 'corrupt'
  reason: string
}

/** Feeds the filter, which must see every batch, even one below the range. */
function judge(batch: RecordBatch | BrokenBatch, filter: AbortedFilter): Verdict {
  if (!batch.ok) return { kind: 'corrupt', reason: batch.reason }
  try {
    return { kind: filter.isAborted(batch) ? 'aborted' : 'visible', reason: '' }
  } catch (error) {
    if (error instanceof BatchError) return { kind: 'corrupt', reason: error.message }
    throw error
  }
}

/** The batch is not opened: where the range cuts it, its records are bounded by the offsets left. */
function reportAborted(batch: RecordBatch, from: bigint, to: bigint, report: WalkReport): void {
  const records = Math.min(batch.header.recordCount, Number(to - from + 1n))
  report.looked(records)
  if (records > 0) report.aborted(from, to, records)
  else report.gap(from, to)
}

function* readVisible(
  batch: RecordBatch,
  { from, to, transaction }: { from: bigint; to: bigint; transaction: TransactionFate | null },
  { report, check = null, left }: WalkOptions,
): Generator<WalkedRecord, void, void> {
  const { header } = batch
  const { baseOffset } = header
  // Inside of a batch offsets are small numbers: a walk that made a bigint of each would mostly do that.
  const [first, last] = [Number(from - baseOffset), Number(to - baseOffset)]
  let next = first
  const gap = (end: number) => report.gap(baseOffset + BigInt(next), baseOffset + BigInt(end))
  let cursor: RecordCursor | null = null
  let seen = false
  try {
    cursor = openVerified(batch, check)
    const sieve = check?.sieve(cursor.bytes) ?? null
    if (sieve?.mayHold(0, cursor.bytes.length) === false && isWhole(header, from, to)) {
      report.looked(header.recordCount)
      return
    }
    while (cursor.next()) {
      const delta = cursor.offsetDelta
      if (delta < next) continue
      if (delta > last) break
      if (delta > next) gap(delta - 1)
      next = delta + 1
      report.looked(1)
      if (sieve?.mayHold(cursor.end - cursor.size, cursor.end) === false) continue
      const record = cursor.view()
      if (check !== null && !check.matches(record)) continue
      seen = true
      yield { header, record, transaction }
    }
  } catch (error) {
    if (!(error instanceof BatchError)) throw error
    if (next <= last) report.corrupt(baseOffset + BigInt(next), to, error.message)
    return
  } finally {
    if (cursor !== null && !seen) closeRecords(batch, cursor)
    else if (cursor !== null && header.codec !== 'none') left?.(cursor.bytes)
  }
  if (next <= last) gap(last)
}

/** Verified before anything else: a damaged batch might hide what is looked for, and is to be told in either case. */
function openVerified(batch: RecordBatch, check: RecordSieve | null): RecordCursor {
  if (check !== null) verifyBatch(batch)
  return openRecords(batch)
}

/** Whether the stretch is the whole batch and has a record at every offset: then its header tells all about it. */
function isWhole({ baseOffset, lastOffset, recordCount }: BatchHeader, from: bigint, to: bigint): boolean {
  return from === baseOffset && to === lastOffset && BigInt(recordCount) === lastOffset - baseOffset + 1n
}
