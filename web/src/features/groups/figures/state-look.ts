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

export const toneOf = (state: LagState): StateTone => TONES[state]

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
  for (const [state, tone] of Object.entries(TONES)) {
    if (tone === 'trouble') sum += byState[state as LagState] ?? 0
  }
  return sum
}
