export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** What a chunk's row is rolled up to. */
export const LEVELS = [
  { level: 1, stepMs: MINUTE_MS, keptMs: 2 * DAY_MS },
  { level: 10, stepMs: 10 * MINUTE_MS, keptMs: 60 * DAY_MS },
] as const

/** Samples as they were taken are kept this long, to the end of the hour they are from. */
export const RAW_KEPT_MS = 2 * HOUR_MS
/** The longest that anything is kept. */
export const HISTORY_KEPT_MS = 60 * DAY_MS

export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}
