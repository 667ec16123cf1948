import { LAG_STATES, type LagState } from '@sluice/shared/groups-state'
import type { TopologyHealth } from '@sluice/shared/topology'

/** What is not known may be bad: it is told before what is well. */
const HEALTHS: readonly TopologyHealth[] = ['trouble', 'attention', 'unknown', 'ok', 'idle']

export function worstHealth(healths: readonly TopologyHealth[]): TopologyHealth {
  return HEALTHS.find((health) => healths.includes(health)) ?? 'unknown'
}

export function worstLagState(states: readonly (LagState | null)[]): LagState | null {
  return LAG_STATES.find((state) => states.includes(state)) ?? null
}
