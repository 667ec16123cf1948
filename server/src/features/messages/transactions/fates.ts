import type { Isolation } from '@sluice/shared/messages'
import type { TransactionFate } from '@sluice/shared/messages-fate'
import type { IsolationLevel } from '#kafka/gateway.ts'
import { BatchError } from '#records/batch-error.ts'
import type { BrokenBatch, RecordBatch } from '#records/record.ts'
import { controlType, readRecords } from '#records/record-reader.ts'

/** By producer id: the first offset of its open transaction in the partition. */
export type OpenTransactions = ReadonlyMap<bigint, bigint>

interface FatesOptions {
  isolation: Isolation
  /** How the batches were fetched. */
  level: IsolationLevel
  batches: readonly (RecordBatch | BrokenBatch)[]
  /** Null: not known. */
  open: OpenTransactions | null
}

interface Marker {
  offset: bigint
  fate: TransactionFate
}

/** What became of the transactions in one fetch answer, as far as it is looked up. */
export class Fates {
  /** Whether aborted records are shown with their mark, and not left out. */
  readonly showsAborted: boolean
  readonly #told: boolean
  /** Null: below the last stable offset, where whatever is not aborted is committed. */
  readonly #markers: ReadonlyMap<bigint, Marker[]> | null
  readonly #open: OpenTransactions | null

  constructor({ isolation, level, batches, open }: FatesOptions) {
    this.#told = isolation !== 'read_uncommitted'
    this.showsAborted = isolation === 'all' && level === 'read_committed'
    this.#markers = isolation === 'all' && level === 'read_uncommitted' ? markersIn(batches) : null
    this.#open = open
  }

  /** Null where the batch is of no transaction, or nothing is told. */
  of({ header }: RecordBatch, aborted: boolean): TransactionFate | null {
    if (!header.transactional || !this.#told) return null
    if (aborted) return 'aborted'
    return this.#markers === null ? 'committed' : this.#beyondStable(header, this.#markers)
  }

  /** The producer's next marker says it; or its leader, that there is none yet. */
  #beyondStable(
    { producerId, lastOffset }: RecordBatch['header'],
    markers: ReadonlyMap<bigint, Marker[]>,
  ): TransactionFate | null {
    const end = markers.get(producerId)?.find(({ offset }) => offset > lastOffset)
    if (end !== undefined) return end.fate
    const start = this.#open?.get(producerId)
    return start !== undefined && start <= lastOffset ? 'open' : null
  }
}

/** Of each producer, in offset order. */
function markersIn(batches: readonly (RecordBatch | BrokenBatch)[]): Map<bigint, Marker[]> {
  const markers = new Map<bigint, Marker[]>()
  for (const batch of batches) {
    if (!batch.ok || !batch.header.control) continue
    const fate = endOf(batch)
    if (fate === null) continue
    const { producerId, baseOffset } = batch.header
    const known = markers.get(producerId)
    if (known === undefined) markers.set(producerId, [{ offset: baseOffset, fate }])
    else known.push({ offset: baseOffset, fate })
  }
  return markers
}

/** A marker that cannot be read says nothing here: the walk reports it where it stands. */
function endOf(batch: RecordBatch): TransactionFate | null {
  try {
    for (const record of readRecords(batch)) {
      const { type } = controlType(record)
      if (type === 'other') return null
      return type === 'commit' ? 'committed' : 'aborted'
    }
    return null
  } catch (error) {
    if (error instanceof BatchError) return null
    throw error
  }
}
