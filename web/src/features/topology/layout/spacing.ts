import type { Cell } from './cell.ts'
import { fitRising } from './isotonic.ts'

const BETWEEN_NODES = 28
const BESIDE_A_PASS = 18
const BETWEEN_PASSES = 12

/** How far apart the centres of two cells must be, one under the other. `tight` is what a warm start makes do with. */
export function distance(above: Cell, below: Cell, tight = 1): number {
  const nodes = (above.node ? 1 : 0) + (below.node ? 1 : 0)
  const gap = nodes === 2 ? BETWEEN_NODES : nodes === 1 ? BESIDE_A_PASS : BETWEEN_PASSES
  return (above.height + below.height) / 2 + gap * tight
}

export type Wish = { readonly cell: Cell; readonly y: number; readonly weight: number }

export type Bounds = { readonly least: number; readonly most: number }

/** Puts cells, given from top to bottom, as near to their wishes as their distances allow. */
export function spreadOut(wishes: readonly Wish[], tight: number, bounds: Bounds): void {
  spreadCells(
    wishes.map(({ cell }) => cell),
    Float64Array.from(wishes, ({ y }) => y),
    Float64Array.from(wishes, ({ weight }) => weight),
    tight,
    bounds,
  )
}

/** The same for what runs often: `wanted` and `weights` may be longer than the column, and are written over. */
export function spreadCells(
  column: readonly Cell[],
  wanted: Float64Array,
  weights: Float64Array,
  tight = 1,
  bounds?: Bounds,
): void {
  const count = column.length
  let offset = 0
  for (let index = 0; index < count; index++) {
    const cell = column[index]
    const above = column[index - 1]
    if (above && cell) offset += distance(above, cell, tight)
    wanted[index] = (wanted[index] ?? 0) - offset
  }
  fitRising(wanted, weights, count)
  const least = bounds?.least ?? -Infinity
  const most = bounds ? Math.max(least, bounds.most - offset) : Infinity
  offset = 0
  for (let index = 0; index < count; index++) {
    const cell = column[index]
    const above = column[index - 1]
    if (!cell) continue
    if (above) offset += distance(above, cell, tight)
    cell.y = Math.min(Math.max(wanted[index] ?? 0, least), most) + offset
  }
}
