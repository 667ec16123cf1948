import type { ReplayLane, ReplaySummary } from '@sluice/shared/replay-job'

/** A job in the middle of its run, for tests. */
export function summary(part: Partial<ReplaySummary> = {}): ReplaySummary {
  return {
    id: 'k3v9q2m7x1ab',
    cluster: 'local',
    name: '',
    mode: 'run',
    state: 'running',
    hold: null,
    sources: ['orders'],
    target: 'orders.try',
    who: 'Mina',
    why: 'a test',
    startedAt: 1000,
    endedAt: null,
    read: '20',
    written: '18',
    filtered: '1',
    skipped: '0',
    failed: '1',
    bytes: '4000',
    offsetsDone: '20',
    offsetsTotal: '100',
    recordsPerSecond: 10,
    bytesPerSecond: 2000,
    etaMs: 8000,
    fault: null,
    parent: null,
    ...part,
  }
}

export function lane(part: Partial<ReplayLane> = {}): ReplayLane {
  return {
    topic: 'orders',
    partition: 0,
    from: '10',
    next: '20',
    to: '30',
    read: '10',
    written: '10',
    filtered: '0',
    skipped: '0',
    failed: '0',
    bytes: '100',
    absent: '0',
    eventTime: 5000,
    gaps: [],
    ...part,
  }
}
