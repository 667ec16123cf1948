import type { LagState } from '@sluice/shared/groups-state'
import type { StateTone } from '#ui/state-mark.tsx'

const TONES: Record<LagState, StateTone> = {
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

/** How a group's place in a partition is marked. */
export const toneOf = (state: LagState): StateTone => TONES[state]
