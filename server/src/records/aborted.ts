import type { RecordBatch } from './record.ts'
import { controlType, readRecords } from './record-reader.ts'

/** A transaction that a fetch answer names as aborted. */
export interface AbortedTransaction {
  producerId: bigint
  firstOffset: bigint
}

/**
 * Tells which batches of a `read_committed` answer belong to aborted transactions: a producer's batches from the first
 * offset on, up to its abort marker. Feed it every batch, control batches too, in the order of their offsets.
 */
export class AbortedFilter {
  #pending: AbortedTransaction[] = []
  readonly #aborted = new Set<bigint>()

  /** Begins a fetch answer. Each names all that reach into it, so nothing is carried over from the one before. */
  begin(aborted: readonly AbortedTransaction[]): void {
    this.#pending = aborted.toSorted((a, b) => Number(b.firstOffset - a.firstOffset))
    this.#aborted.clear()
  }

  /** Whether the batch's records were aborted. Throws a BatchError on a control batch that cannot be read. */
  isAborted(batch: RecordBatch): boolean {
    const { header } = batch
    this.#openUpTo(header.lastOffset)
    if (!header.transactional || !this.#aborted.has(header.producerId)) return false
    if (!header.control) return true
    if (endsInAbort(batch)) this.#aborted.delete(header.producerId)
    return false
  }

  #openUpTo(offset: bigint): void {
    for (let next = this.#pending.at(-1); next !== undefined; next = this.#pending.at(-1)) {
      if (next.firstOffset > offset) return
      this.#aborted.add(next.producerId)
      this.#pending.pop()
    }
  }
}

function endsInAbort(batch: RecordBatch): boolean {
  for (const record of readRecords(batch)) return controlType(record).type === 'abort'
  return false
}
