/** How the best-book service works at a moment: how much it takes at once and how long it then rests. */
export interface Pace {
  recordsAtOnce: number
  restMs: number
}

const CYCLE_MS = 150_000
const SLOW_FROM_MS = 60_000
const SLOW_UNTIL_MS = 105_000

/** Three quarters of a minute in every two and a half it crawls, so that its lag grows, and then catches up. */
export function paceAt(runningMs: number): Pace {
  const inCycle = runningMs % CYCLE_MS
  if (inCycle >= SLOW_FROM_MS && inCycle < SLOW_UNTIL_MS) return { recordsAtOnce: 1, restMs: 1_200 }
  return { recordsAtOnce: 40, restMs: 1_000 }
}

/** Like {@link paceAt} until `slowFromMs`, and from then on far too slow for good. */
export function paceOfIncident(slowFromMs: number): (runningMs: number) => Pace {
  return (runningMs) => (runningMs < slowFromMs ? paceAt(runningMs) : { recordsAtOnce: 1, restMs: 4_000 })
}
