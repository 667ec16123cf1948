import type { Message } from '@sluice/shared/messages'
import { ScanCoverage } from '../coverage/scan-coverage.ts'
import type { ScanSnapshot } from '../message-store.ts'
import { NO_TOTALS } from '../scan-totals.ts'
import type { TailSnapshot } from './tail-snapshot.ts'

const NOT_COVERED = new ScanCoverage()

/** What is followed, as the list and all that works on it know a scan: one that runs and never comes to an end. */
export function toScanSnapshot(tail: TailSnapshot, filtered: boolean): ScanSnapshot {
  const { phase, rows, calmRows, open, notes, missing, totals, error, gaps } = tail
  const { filterErrors, undecodable } = totals
  const marks = new Set<Message>()
  for (const { before } of gaps) if (before !== null) marks.add(before)
  return {
    phase: phase === 'idle' || phase === 'ended' || phase === 'failed' ? phase : 'running',
    rows,
    live: { marks, calmRows },
    dropped: 0,
    stale: false,
    open: open && {
      t: 'open',
      requestId: open.requestId,
      topics: open.topics,
      order: 'backward',
      limit: rows.length,
      isolation: open.isolation,
      ranges: open.places.map(({ topic, partition, next }) => ({
        topic,
        partition,
        start: next,
        end: next,
        logStart: next,
        logEnd: next,
        lastStable: next,
      })),
      missing: open.missing,
      keyLookup: open.keyLookup,
      cursor: null,
    },
    progress: null,
    pace: null,
    filtered,
    bounded: false,
    totals: { ...NO_TOTALS, records: totals.arrived, filterErrors, undecodable },
    coverage: NOT_COVERED,
    notes,
    missing,
    endReason: null,
    next: null,
    error,
  }
}
