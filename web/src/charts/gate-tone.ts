import type { LagState } from '@sluice/shared/groups-state'
import { toneOfLag } from '@sluice/shared/groups-tone'
import type { StateTone } from '#ui/state-mark.tsx'

/** How a group's place in a partition is marked. */
export const toneOf = (state: LagState): StateTone => toneOfLag(state)
