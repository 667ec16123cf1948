import type { Evidence } from '@sluice/shared/topology-evidence'

/** Rows as of a time: nothing that came later, and nothing that was over before the window. */
export function freshRows(rows: readonly Evidence[], at: number, window: number): Evidence[] {
  return rows.flatMap((row) => {
    if (row.firstSeen > at || row.lastSeen < at - window) return []
    return [row.lastSeen <= at ? row : { ...row, lastSeen: at }]
  })
}
