import type { Cell, Tie } from './cell.ts'
import { countCrossings } from './crossings.ts'
import { exchangeNeighbours } from './exchange.ts'

/** Columns from left to right, each a list from top to bottom. */
export type Columns = Cell[][]

const SWEEPS_MOST = 24
const STALE_MOST = 6
const STARTS_MOST = 8
/** Cells that may be sorted in all: what is small is tried from more starts, what is huge in fewer sweeps. */
const WORK_MOST = 120_000

/** Orders the columns for few crossings: sweeps by barycentre and median by turns, then exchanges of neighbours. */
export function orderColumns(columns: Columns): void {
  const size = columns.reduce((sum, column) => sum + column.length, 0)
  const sweeps = Math.max(3, Math.min(SWEEPS_MOST, Math.floor(WORK_MOST / size / 2)))
  const starts = Math.max(1, Math.min(STARTS_MOST, Math.floor(WORK_MOST / size / sweeps)))
  let best: Cell[][] = []
  let fewest = Infinity
  for (let start = 0; start < starts && fewest > 0; start++) {
    startOrder(columns, start)
    let stale = 0
    for (let sweep = 0; sweep < sweeps && stale < STALE_MOST; sweep++) {
      sweepOnce(columns, sweep, start)
      exchangeNeighbours(columns, sweep % 4 >= 2)
      const crossings = countCrossings(columns)
      stale = crossings < fewest ? 0 : stale + 1
      if (crossings >= fewest) continue
      fewest = crossings
      best = columns.map((column) => [...column])
      if (crossings === 0) break
    }
  }
  for (const [index, column] of columns.entries()) place(column, best[index] ?? column)
}

export function place(column: Cell[], order: readonly Cell[]): void {
  for (const [at, cell] of order.entries()) {
    cell.at = at
    column[at] = cell
  }
}

/** Depth first along the edges, so that what belongs together starts together; each start begins elsewhere. */
function startOrder(columns: Columns, start: number): void {
  const roots = columns.flat()
  if (start % 2 === 1) roots.reverse()
  const turn = Math.floor((roots.length * Math.floor(start / 2)) / (STARTS_MOST / 2))
  const first = roots[0]?.layer ?? 0
  const left = start % 2 === 1 ? first - columns.length + 1 : first
  const seen = new Set<Cell>()
  for (const column of columns) column.length = 0
  const path: Cell[] = []
  for (let index = 0; index < roots.length; index++) {
    const root = roots[(index + turn) % roots.length]
    if (root && !seen.has(root)) path.push(root)
    for (let cell = path.pop(); cell; cell = path.pop()) {
      if (seen.has(cell)) continue
      seen.add(cell)
      const column = columns[cell.layer - left]
      cell.at = column?.length ?? 0
      column?.push(cell)
      for (let at = cell.left.length - 1; at >= 0; at--) visit(cell.left[at]?.left, seen, path)
      for (let at = cell.right.length - 1; at >= 0; at--) visit(cell.right[at]?.right, seen, path)
    }
  }
}

function visit(cell: Cell | undefined, seen: ReadonlySet<Cell>, path: Cell[]): void {
  if (cell && !seen.has(cell)) path.push(cell)
}

function sweepOnce(columns: Columns, sweep: number, start: number): void {
  const rightward = (sweep + start) % 2 === 0
  const byMedian = sweep % 4 >= 2
  const later = sweep % 8 >= 4
  for (const column of rightward ? columns : columns.toReversed()) {
    for (const cell of column) {
      const ties = rightward ? cell.left : cell.right
      cell.sortBy = ties.length === 0 ? cell.at : byMedian ? median(ties, rightward) : mean(ties, rightward)
    }
    column.sort((a, b) => a.sortBy - b.sortBy || (later ? b.at - a.at : a.at - b.at))
    let at = 0
    for (const cell of column) cell.at = at++
  }
}

function mean(ties: readonly Tie[], leftward: boolean): number {
  let sum = 0
  for (const { left, right } of ties) sum += leftward ? left.at : right.at
  return sum / ties.length
}

/** The weighted median of Gansner and others: between two middles, nearer to the one whose side is closer together. */
function median(ties: readonly Tie[], leftward: boolean): number {
  if (ties.length <= 2) return mean(ties, leftward)
  const places = ties.map(({ left, right }) => (leftward ? left.at : right.at)).sort((a, b) => a - b)
  const middle = places.length >> 1
  const here = places[middle] ?? 0
  if (places.length % 2 === 1) return here
  const before = places[middle - 1] ?? here
  const spreadAbove = before - (places[0] ?? before)
  const spreadBelow = (places.at(-1) ?? here) - here
  if (spreadAbove + spreadBelow === 0) return (before + here) / 2
  return (before * spreadBelow + here * spreadAbove) / (spreadAbove + spreadBelow)
}
