import type { Evidence } from '@sluice/shared/topology-evidence'

/** Members are told of each minute for as long as they are there. */
const MEMBER_GONE_MS = 3 * 60_000

/** Rows as of a time: nothing that came later, and nothing that was over before the window. */
export function freshRows(rows: readonly Evidence[], at: number, window: number): Evidence[] {
  return rows.flatMap((row) => {
    if (row.firstSeen > at || row.lastSeen < at - window) return []
    if (row.subject.startsWith('member:') && row.lastSeen < at - MEMBER_GONE_MS) return []
    return [row.lastSeen <= at ? row : { ...row, lastSeen: at }]
  })
}
