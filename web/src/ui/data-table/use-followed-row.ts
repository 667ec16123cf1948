import { useCallback, useEffect, useRef } from 'react'
import { followedRow } from './followed-row.ts'

interface FollowedRow<Row> {
  /** What tells a row from all others; without it a row is its place. */
  rowId: ((row: Row) => string) | undefined
  rowAt: (index: number) => Row | undefined
  active: number
  first: number
  end: number
  onMoved: (index: number) => void
}

/**
 * Rows that are put in order anew while somebody looks: the one that was chosen stays chosen where it is now, so that
 * Enter never opens another. Nothing chosen yet stays at the top. Returns what is told of each choice.
 */
export function useFollowedRow<Row>({ rowId, rowAt, active, first, end, onMoved }: FollowedRow<Row>) {
  const chosen = useRef<string | null>(null)
  useEffect(() => {
    if (rowId === undefined || chosen.current === null) return
    const now = followedRow(chosen.current, { rowId, rowAt, active, first, end })
    if (now === null) chosen.current = null
    else if (now !== active) onMoved(now)
  }, [rowId, rowAt, active, first, end, onMoved])
  return useCallback(
    (index: number | null) => {
      const row = index === null ? undefined : rowAt(index)
      chosen.current = row === undefined || rowId === undefined ? null : rowId(row)
    },
    [rowId, rowAt],
  )
}
