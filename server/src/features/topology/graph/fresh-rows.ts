import type { Evidence } from '@sluice/shared/topology-evidence'

/**
 * Rows as of a time. Brokers tell of producers for a day after their last write and say when that was: what was only told
 * in the window but done before it is not of the window.
 */
export function freshRows(rows: readonly Evidence[], at: number, window: number): Evidence[] {
  const from = at - window
  return rows.flatMap((row) => {
    if (row.firstSeen > at) return []
    const told = Number(row.facts.lastWrite ?? row.lastSeen)
    const lastSeen = Math.min(row.lastSeen, Number.isFinite(told) ? told : at, at)
    if (lastSeen < from) return []
    if (lastSeen === row.lastSeen) return [row]
    return [{ ...row, lastSeen, firstSeen: Math.min(row.firstSeen, lastSeen) }]
  })
}
