import type { CollectorHealth } from './groups.ts'

const STALE_AFTER_MS = 30_000

/** Figures older than three cycles are of the past, whatever they say. */
export function isStale({ asOf, everyMs }: Pick<CollectorHealth, 'asOf' | 'everyMs'>, now: number): boolean {
  return asOf === null || now - asOf > Math.max(STALE_AFTER_MS, 3 * everyMs)
}
