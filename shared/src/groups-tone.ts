import type { LagState } from './groups-state.ts'

/** How a state of lag is to be taken: what is not judged yet is not well. */
export type LagTone = 'trouble' | 'attention' | 'ok' | 'unknown'

const TONES: Record<LagState, LagTone> = {
  DATA_LOSS: 'trouble',
  AHEAD: 'trouble',
  STALLED: 'trouble',
  STOPPED: 'trouble',
  LSO_BLOCKED: 'attention',
  REWOUND: 'attention',
  LAGGING: 'attention',
  EMPTY_WITH_LAG: 'attention',
  TOPIC_GONE: 'attention',
  UNKNOWN: 'unknown',
  NO_COMMIT: 'unknown',
  WARMING: 'unknown',
  PHANTOM: 'ok',
  OK: 'ok',
}

/** The same for a page's marks and for the health of a graph's nodes. */
export const toneOfLag = (state: LagState): LagTone => TONES[state]
