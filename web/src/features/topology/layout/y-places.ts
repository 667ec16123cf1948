import type { Cell, Tie } from './cell.ts'
import { distance, spreadCells } from './spacing.ts'

const PASSES = 24
const LAST_PASSES = 6
/** What has no neighbour on the side looked at stays, unless it is in the way. */
const IDLE_WEIGHT = 0.2

/** Heights of all cells, whose order in the columns is settled: near to their neighbours, long edges straight. */
export function placeRows(columns: readonly (readonly Cell[])[]): void {
  const tallest = columns.reduce((most, { length }) => Math.max(most, length), 0)
  const wanted = new Float64Array(tallest)
  const weights = new Float64Array(tallest)
  for (const column of columns) stack(column)
  const leftward = columns.toReversed()
  for (let pass = 0; pass < PASSES; pass++) {
    const rightward = pass % 2 === 0
    const both = pass >= PASSES - LAST_PASSES
    for (const column of rightward ? columns : leftward) {
      wish(column, rightward || both, !rightward || both, wanted, weights)
      spreadCells(column, wanted, weights)
    }
  }
}

function stack(column: readonly Cell[]): void {
  let y = 0
  for (const [index, cell] of column.entries()) {
    const above = column[index - 1]
    if (above) y += distance(above, cell)
    cell.y = y
  }
  for (const cell of column) cell.y -= y / 2
}

function wish(
  column: readonly Cell[],
  byLeft: boolean,
  byRight: boolean,
  wanted: Float64Array,
  weights: Float64Array,
): void {
  for (let index = 0; index < column.length; index++) {
    const cell = column[index]
    if (!cell) continue
    let sum = 0
    let weight = 0
    if (byLeft)
      for (const tie of cell.left) {
        const pull = stiffness(tie)
        sum += tie.left.y * pull
        weight += pull
      }
    if (byRight)
      for (const tie of cell.right) {
        const pull = stiffness(tie)
        sum += tie.right.y * pull
        weight += pull
      }
    wanted[index] = weight === 0 ? cell.y : sum / weight
    weights[index] = weight === 0 ? IDLE_WEIGHT : weight
  }
}

/** A bend in the middle of a long edge is worse than one at its end. */
function stiffness({ left, right, weight }: Tie): number {
  if (!left.node && !right.node) return 8 * weight
  return left.node && right.node ? weight : 2 * weight
}
