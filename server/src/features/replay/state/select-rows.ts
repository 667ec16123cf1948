import {
  STATE_SORT_KEYS_MAX,
  type StateChange,
  type StateKind,
  type StateSort,
} from '@sluice/shared/replay-state'
import type { KeptState } from './kept-state.ts'
import type { KeyTable } from './key-table.ts'
import { type CompareRows, sortRows } from './sort-rows.ts'

export interface RowQuery {
  /** Of one point: what keys are there; of two: what became of them. Empty: what a reader wants first. */
  kinds: readonly (StateKind | StateChange)[]
  text: string
  sort: StateSort
  descending: boolean
}

export interface SelectedRows {
  rows: Uint32Array
  /** Keys that were searched; null: no text was asked for. */
  searched: number | null
  sort: StateSort
}

const ORDERS_KEPT = 4
const FIRST_KINDS = ['live']
/** Of keys that are not known nobody can say that they are as they were. */
const FIRST_CHANGES = ['added', 'removed', 'changed', 'unknown']

/** The rows that match, in the order asked for; those asked for last are kept. */
export async function selectRows(
  state: KeptState,
  query: RowQuery,
  signal: AbortSignal,
): Promise<SelectedRows> {
  const { table, orders } = state
  const compared = table.points === 2
  const chosen = query.kinds.length > 0 ? query.kinds : compared ? FIRST_CHANGES : FIRST_KINDS
  const key = JSON.stringify([[...chosen].sort(), query.text, query.sort, query.descending])
  const kept = orders.get(key)
  const searched = query.text === '' ? null : table.keptKeys
  const kinds = new Set<string>(chosen)
  const rows = kept ?? matching(state, kinds, query.text)
  const sort = sortable(table, rows, query.sort)
  if (kept === undefined) {
    await sortRows(rows, comparing(state, sort, query.descending), signal)
    remember(orders, key, rows)
  }
  return { rows, searched, sort }
}

function remember(orders: Map<string, Uint32Array>, key: string, rows: Uint32Array): void {
  orders.set(key, rows)
  const [oldest] = orders.keys()
  if (orders.size > ORDERS_KEPT && oldest !== undefined) orders.delete(oldest)
}

function matching({ table, kinds }: KeptState, wanted: ReadonlySet<string>, text: string): Uint32Array {
  const matches = (row: number): boolean => {
    const kind = table.points === 2 ? kinds.change(row) : kinds.of(row, 0)
    return kind !== null && wanted.has(kind)
  }
  const found: number[] = []
  if (text !== '') {
    for (const row of table.holding(Buffer.from(text))) if (matches(row)) found.push(row)
    return Uint32Array.from(found)
  }
  const rows = new Uint32Array(table.rows)
  let size = 0
  for (let row = 0; row < table.rows; row += 1) {
    if (!matches(row)) continue
    rows[size] = row
    size += 1
  }
  return rows.slice(0, size)
}

/** By key only where all of them are kept and few enough; what it was sorted by is told. */
function sortable(table: KeyTable, rows: Uint32Array, sort: StateSort): StateSort {
  if (sort === 'writes') return table.points === 2 ? sort : 'changed'
  if (sort !== 'key') return sort
  const few = rows.length <= STATE_SORT_KEYS_MAX && table.keptKeys === table.rows
  return few ? sort : 'changed'
}

function comparing(state: KeptState, sort: StateSort, descending: boolean): CompareRows {
  const { table } = state
  const compare = comparators(state)[sort]
  const turn = descending ? -1 : 1
  // Rows that are equal keep the order in which their keys were first met.
  return (a, b) => turn * compare(table, a, b) || a - b
}

type Compare = (table: KeyTable, a: number, b: number) => number

function comparators({ kinds, partitions }: KeptState): Readonly<Record<StateSort, Compare>> {
  const pointOf = (row: number): number => {
    const here = kinds.of(row, 0)
    return here === 'live' || here === 'deleted' ? 0 : 1
  }
  return {
    changed: (table, a, b) => table.timeOf(a, pointOf(a)) - table.timeOf(b, pointOf(b)),
    key: (table, a, b) => table.compareKeys(a, b),
    place: (table, a, b) => {
      const [left, right] = [partitions[table.laneOf(a)] ?? 0, partitions[table.laneOf(b)] ?? 0]
      if (left !== right) return left - right
      const [from, to] = [table.offsetOf(a, pointOf(a)), table.offsetOf(b, pointOf(b))]
      return from < to ? -1 : from > to ? 1 : 0
    },
    writes: (table, a, b) => table.writesOf(a) - table.writesOf(b),
  }
}
