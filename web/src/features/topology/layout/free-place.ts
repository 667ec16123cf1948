import type { Cell } from './cell.ts'
import { TIGHT } from './settle.ts'
import { distance } from './spacing.ts'

/** Pushing others aside by one pixel is as bad as standing this many from where one wants to stand. */
const PUSH_COST = 8

/** Where in a column, sorted from the top, a new cell fits best: near its wish, and moving nobody who stands there. */
export function freePlace(column: readonly Cell[], cell: Cell, wanted: number): { index: number; y: number } {
  let best = { index: 0, y: wanted }
  let least = Infinity
  for (let index = 0; index <= column.length; index++) {
    const above = column[index - 1]
    const below = column[index]
    const top = above ? above.y + distance(above, cell, TIGHT) : -Infinity
    const bottom = below ? below.y - distance(cell, below, TIGHT) : Infinity
    const y = top > bottom ? (top + bottom) / 2 : Math.min(Math.max(wanted, top), bottom)
    const cost = Math.abs(y - wanted) + PUSH_COST * Math.max(0, top - bottom)
    if (cost >= least) continue
    best = { index, y }
    least = cost
  }
  return best
}
