import type { NextRecord } from './next-record.ts'

/** Samples in which neither the commit nor the end moved; else a transaction may just be under way. */
const UNCHANGED_MIN = 2
/** So few offsets may well be markers of transactions, one each. */
export const MARKERS_MAX = 64n

export interface PhantomFacts {
  lag: bigint
  /** Samples in a row, this one included, with the same commit and the same last stable offset. */
  unchanged: number
  /** What {@link NextRecords.known} tells of the place. */
  next: NextRecord | null
}

/** Whether to have this place read before others: a lag that may be none. */
export function maybePhantom({ lag, unchanged, next }: PhantomFacts): boolean {
  return next === null && lag > 0n && lag <= MARKERS_MAX && unchanged >= UNCHANGED_MIN
}

/**
 * Only markers, aborted records or what compaction left of them lie between the commit and the end: there is nothing to
 * read, and who commits the offset after its last record stays there. It was read through, so it holds for any lag.
 */
export function isPhantom({ lag, unchanged, next }: PhantomFacts): boolean {
  return lag > 0n && unchanged >= UNCHANGED_MIN && next?.kind === 'nothing'
}
