import type { RowFacts } from '../judge-row.ts'

/** Offsets of a place; null is "not known". */
export interface Borders {
  committed: bigint | null
  logStart: bigint | null
  lastStable: bigint | null
  logEnd: bigint | null
  lag: bigint | null
}

/** How a commit stands to the borders of its log, told plainly. */
export function borderFacts({
  committed,
  logStart,
  lastStable,
  logEnd,
  lag,
}: Borders): Pick<RowFacts, 'committed' | 'known' | 'lost' | 'ahead' | 'atEnd' | 'held'> {
  const at = committed ?? -1n
  return {
    committed: committed !== null,
    known: lastStable !== null && logEnd !== null && lag !== null,
    lost: logStart !== null && logStart > at,
    ahead: logEnd !== null && at > logEnd,
    atEnd: lag === 0n || (lastStable !== null && at >= lastStable),
    held: lastStable !== null && logEnd !== null && at === lastStable && lastStable < logEnd,
  }
}
