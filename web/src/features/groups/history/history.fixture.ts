import type { GroupHistory } from '@sluice/shared/groups-history'

const spread = <Value>(min: Value, avg: Value, max: Value) => ({ min, avg, max, last: avg })

/** Three rows, the one between a gap, but for what is given. */
export function someHistory(part: Partial<GroupHistory>): GroupHistory {
  return {
    from: 0,
    to: 180_000,
    stepMs: 60_000,
    since: 0,
    at: [0, 60_000, 120_000],
    lag: spread(['1', null, '6'], ['5', null, '7'], ['9', null, '8']),
    lagToEnd: ['9', null, '8'],
    lost: ['0', null, '0'],
    timeMs: spread([1, null, 2], [3, null, 4], [5, null, 6]),
    timeMethod: ['exact', null, 'exact'],
    timeAtLeast: [false, false, false],
    commitRate: [1, null, 2],
    produceRate: [2, null, 1],
    state: ['OK', null, 'LAGGING'],
    events: [],
    eventsLeftOut: 0,
    past: null,
    pastFault: null,
    store: {
      mode: 'writing',
      reason: null,
      since: null,
      bytes: 0,
      maxBytes: 0,
      dropped: 0,
      setAside: [],
    },
    ...part,
  }
}
