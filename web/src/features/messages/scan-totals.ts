import type { Frame } from '@sluice/shared/messages'

/** What a scan has counted, over every request that reads on in it. */
export type ScanTotals = Pick<
  Frame<'progress'>,
  'records' | 'bytes' | 'elapsedMs' | 'filterErrors' | 'undecodable'
>

export const NO_TOTALS: ScanTotals = { records: 0, bytes: 0, elapsedMs: 0, filterErrors: 0, undecodable: 0 }

export function addTotals(before: ScanTotals, now: ScanTotals): ScanTotals {
  return {
    records: before.records + now.records,
    bytes: before.bytes + now.bytes,
    elapsedMs: before.elapsedMs + now.elapsedMs,
    filterErrors: before.filterErrors + now.filterErrors,
    undecodable: before.undecodable + now.undecodable,
  }
}
