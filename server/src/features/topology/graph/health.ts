import type { LagState } from '@sluice/shared/groups-state'
import { LAG_STATES } from '@sluice/shared/groups-state'
import { TOPOLOGY_HEALTHS, type TopologyHealth } from '@sluice/shared/topology'

export function worstState(states: readonly LagState[]): LagState | null {
  return LAG_STATES.find((state) => states.includes(state)) ?? null
}

/** Trouble outweighs all; one that does well outweighs one that nothing moves in, and that what is not known. */
export function worstHealth(healths: readonly TopologyHealth[]): TopologyHealth {
  return TOPOLOGY_HEALTHS.find((health) => healths.includes(health)) ?? 'unknown'
}
