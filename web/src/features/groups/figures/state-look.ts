import type { LagState } from '@sluice/shared/groups-state'
import { toneOf } from '#charts/gate-tone.ts'
import type { StateTone } from '#ui/state-mark.tsx'

/** The colour of a state's words; what is well stays quiet. */
export const TONE_INK: Record<StateTone, string> = {
  trouble: 'text-trouble',
  attention: 'text-attention',
  unknown: 'text-unknown',
  ok: 'text-ink-muted',
}

/** How many groups need somebody, of counts by state. */
export function inTrouble(byState: Partial<Record<LagState, number>>): number {
  let sum = 0
  for (const [state, count] of Object.entries(byState)) {
    if (toneOf(state as LagState) === 'trouble') sum += count
  }
  return sum
}
