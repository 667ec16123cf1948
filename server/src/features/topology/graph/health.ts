import type { LagState } from '@sluice/shared/groups-state'
import { LAG_STATES } from '@sluice/shared/groups-state'
import { TOPOLOGY_HEALTHS, type TopologyHealth } from '@sluice/shared/topology'

const OF_STATE: Record<LagState, TopologyHealth> = {
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
  NO_COMMIT: 'ok',
  WARMING: 'ok',
  PHANTOM: 'ok',
  OK: 'ok',
}

export function healthOfState(state: LagState): TopologyHealth {
  return OF_STATE[state]
}

export function worstState(states: readonly LagState[]): LagState | null {
  return LAG_STATES.find((state) => states.includes(state)) ?? null
}

/** Trouble outweighs all; one that does well outweighs one that nothing moves in, and that what is not known. */
export function worstHealth(healths: readonly TopologyHealth[]): TopologyHealth {
  return TOPOLOGY_HEALTHS.find((health) => healths.includes(health)) ?? 'unknown'
}
