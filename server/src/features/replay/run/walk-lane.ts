import { higherOf, lowerOf } from '#features/messages/offset-order.ts'
import type { RecordCheck } from '#features/messages/record-check.ts'
import type { WalkedRecord } from '#features/messages/record-walk.ts'
import type { FetchedPartition } from '#kafka/gateway.ts'
import { AbortedFilter } from '#records/aborted.ts'
import { BatchError } from '#records/batch-error.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { BatchHeader, BrokenBatch, RecordBatch } from '#records/record.ts'
import { openRecords } from '#records/record-reader.ts'

/** What a walk over the batches of a source partition comes upon, in the order of offsets. */
export type WalkStep =
  | { kind: 'batch'; batch: RecordBatch }
  | { kind: 'record'; walked: WalkedRecord }
  /** Records that the filter rules out by their bytes. */
  | { kind: 'missed'; until: bigint }
  /** A record that was not named, or one that is in the target already. */
  | { kind: 'unwanted' | 'written'; until: bigint }
  | { kind: 'absent'; until: bigint; offsets: number }
  | { kind: 'corrupt'; from: bigint; until: bigint; reason: string }

export interface WalkOptions {
  from: bigint
  to: bigint
  /** Whether aborted records are taken along. */
  withAborted: boolean
  check: Pick<RecordCheck, 'sieve' | 'matches'> | null
  /** Whether a batch that lies whole in the range is to be left closed. */
  whole(header: BatchHeader): boolean
}

/** The end of what an answer tells of. */
export function endOf(batches: readonly (RecordBatch | BrokenBatch)[], from: bigint): bigint {
  const last = batches.at(-1)
  if (last === undefined) return from
  return (last.ok ? last.header.lastOffset : last.lastOffset) + 1n
}

export function batchesOf({ records }: FetchedPartition): (RecordBatch | BrokenBatch)[] {
  return [...readBatches(records)]
}

/** Records, whole batches, holes and damage of one answer from `from` up to `to`. */
export function* walkLane(
  batches: readonly (RecordBatch | BrokenBatch)[],
  { aborted }: Pick<FetchedPartition, 'aborted'>,
  options: WalkOptions,
): Generator<WalkStep, void, void> {
  const filter = new AbortedFilter()
  filter.begin(options.withAborted ? [] : aborted)
  let next = options.from
  for (const batch of batches) {
    const [base, last] = batch.ok
      ? [batch.header.baseOffset, batch.header.lastOffset]
      : [batch.baseOffset, batch.lastOffset]
    const verdict = judge(batch, filter)
    if (last < next) continue
    if (base >= options.to) break
    if (base > next) yield absent(next, base)
    const from = higherOf(base, next)
    const until = lowerOf(last + 1n, options.to)
    next = until
    if (!batch.ok || verdict.kind === 'corrupt') {
      yield { kind: 'corrupt', from, until, reason: batch.ok ? verdict.reason : batch.reason }
    } else if (batch.header.control || verdict.kind === 'aborted') yield absent(from, until)
    else if (from === base && until === last + 1n && options.whole(batch.header))
      yield { kind: 'batch', batch }
    else yield* walkBatch(batch, { from, until }, options.check)
  }
  // Behind the last batch of an answer nothing is known, unless it reaches beyond the range.
  if (next < options.to && endOf(batches, options.from) > options.to) yield absent(next, options.to)
}

/** The records of a batch between two offsets. */
export function* walkBatch(
  batch: RecordBatch,
  { from, until }: { from: bigint; until: bigint },
  check: WalkOptions['check'],
): Generator<WalkStep, void, void> {
  const { header } = batch
  let next = from
  try {
    const cursor = openRecords(batch)
    const sieve = check?.sieve(cursor.bytes) ?? null
    while (cursor.next()) {
      const offset = header.baseOffset + BigInt(cursor.offsetDelta)
      if (offset < next) continue
      if (offset >= until) break
      if (offset > next) yield absent(next, offset)
      next = offset + 1n
      const ruledOut = sieve?.mayHold(cursor.end - cursor.size, cursor.end) === false
      const record = ruledOut ? null : cursor.view()
      if (record === null || check?.matches(record) === false) yield { kind: 'missed', until: next }
      else yield { kind: 'record', walked: { header, record, transaction: null } }
    }
  } catch (error) {
    if (!(error instanceof BatchError)) throw error
    if (next < until) yield { kind: 'corrupt', from: next, until, reason: error.message }
    return
  }
  if (next < until) yield absent(next, until)
}

function absent(from: bigint, until: bigint): WalkStep {
  return { kind: 'absent', until, offsets: Number(until - from) }
}

function judge(batch: RecordBatch | BrokenBatch, filter: AbortedFilter): { kind: string; reason: string } {
  if (!batch.ok) return { kind: 'corrupt', reason: batch.reason }
  try {
    return { kind: filter.isAborted(batch) ? 'aborted' : 'visible', reason: '' }
  } catch (error) {
    if (error instanceof BatchError) return { kind: 'corrupt', reason: error.message }
    throw error
  }
}
