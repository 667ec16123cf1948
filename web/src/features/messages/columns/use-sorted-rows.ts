import type { Message } from '@sluice/shared/messages'
import { useRef } from 'react'
import type { ScanSnapshot } from '../message-store.ts'
import type { RowOrder } from './row-order.ts'
import { sortRows } from './sort-rows.ts'

interface Sorted {
  from: readonly Message[]
  key: string
  count: number
  atMs: number
  rows: readonly Message[]
}

/** While messages come in, sorting takes at most a tenth of the time. */
const LEAST_PAUSE_MS = 300
const PAUSE_FACTOR = 9

/** The snapshot with its rows sorted; while it runs, rows that came since stand behind until the next time. */
export function useSortedRows(snapshot: ScanSnapshot, sort: RowOrder | null): ScanSnapshot {
  const last = useRef<(Sorted & { tookMs: number }) | null>(null)
  const shown = useRef<{ snapshot: ScanSnapshot; sorted: ScanSnapshot } | null>(null)
  if (sort === null) {
    last.current = null
    shown.current = null
    return snapshot
  }
  const { rows, phase } = snapshot
  const key = `${sort.order} ${sort.field}`
  const known = last.current
  const same = known !== null && known.from === rows && known.key === key
  if (same && known.count === rows.length && shown.current?.snapshot === snapshot) return shown.current.sorted
  const early =
    phase === 'running' &&
    same &&
    performance.now() - known.atMs < Math.max(LEAST_PAUSE_MS, known.tookMs * PAUSE_FACTOR)
  const next = same && (early || known.count === rows.length) ? known : sortNow(rows, sort, key)
  last.current = next
  const sorted = {
    ...snapshot,
    rows: next.count === rows.length ? next.rows : [...next.rows, ...rows.slice(next.count)],
  }
  shown.current = { snapshot, sorted }
  return sorted
}

function sortNow(from: readonly Message[], sort: RowOrder, key: string): Sorted & { tookMs: number } {
  const beganMs = performance.now()
  const rows = sortRows(from, sort)
  const atMs = performance.now()
  return { from, key, count: from.length, atMs, rows, tookMs: atMs - beganMs }
}
