import type { CollectorHealth } from '@sluice/shared/groups'

/** Whether figures are older than two cycles, with what a cycle itself takes. Before the first there are none to age. */
export function isStale({ asOf, everyMs, tookMs }: CollectorHealth, now: number): boolean {
  return asOf !== null && now - asOf > 2 * everyMs + (tookMs ?? 0)
}
