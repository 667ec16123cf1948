import type { Frame, ScanRange } from '@sluice/shared/messages'

/** Frames of a scan for tests, to be made special by what matters there. */
export function openFrame(part: Partial<Frame<'open'>> = {}): Frame<'open'> {
  return {
    t: 'open',
    requestId: 'r',
    topics: ['orders'],
    order: 'time',
    limit: 100,
    isolation: 'read_committed',
    ranges: [],
    missing: [],
    keyLookup: null,
    cursor: null,
    ...part,
  }
}

export function scanRange(part: Partial<ScanRange> = {}): ScanRange {
  const log = { logStart: '0', logEnd: '100', lastStable: '100' }
  return { topic: 'orders', partition: 0, start: '0', end: '100', ...log, ...part }
}

const counters = { records: 9, matched: 2, bytes: 700, elapsedMs: 12, filterErrors: 0, undecodable: 0 }

export function progressFrame(part: Partial<Frame<'progress'>> = {}): Frame<'progress'> {
  return {
    t: 'progress',
    ...counters,
    offsetsDone: '0',
    offsetsTotal: '0',
    recordsPerSecond: null,
    bytesPerSecond: null,
    etaMs: null,
    lanes: [],
    ...part,
  }
}

export function endFrame(part: Partial<Frame<'end'>> = {}): Frame<'end'> {
  return { t: 'end', reason: 'limit', cursor: null, missing: [], ...counters, ...part }
}
