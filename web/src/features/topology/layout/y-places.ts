import type { Cell, Tie } from './cell.ts'
import { distance, spreadOut, type Wish } from './spacing.ts'

const PASSES = 24
const LAST_PASSES = 6
/** What has no neighbour on the side looked at stays, unless it is in the way. */
const IDLE_WEIGHT = 0.2

/** Heights of all cells, whose order in the columns is settled: near to their neighbours, long edges straight. */
export function placeRows(columns: readonly (readonly Cell[])[]): void {
  for (const column of columns) stack(column)
  for (let pass = 0; pass < PASSES; pass++) {
    const rightward = pass % 2 === 0
    const both = pass >= PASSES - LAST_PASSES
    for (const column of rightward ? columns : columns.toReversed())
      spreadOut(column.map((cell) => wishOf(cell, rightward || both, !rightward || both)))
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

function wishOf(cell: Cell, left: boolean, right: boolean): Wish {
  let sum = 0
  let weight = 0
  for (const tie of left ? cell.left : []) {
    sum += tie.left.y * stiffness(tie)
    weight += stiffness(tie)
  }
  for (const tie of right ? cell.right : []) {
    sum += tie.right.y * stiffness(tie)
    weight += stiffness(tie)
  }
  return weight === 0 ? { cell, y: cell.y, weight: IDLE_WEIGHT } : { cell, y: sum / weight, weight }
}

/** A bend in the middle of a long edge is worse than one at its end. */
function stiffness({ left, right, weight }: Tie): number {
  if (!left.node && !right.node) return 8 * weight
  return left.node && right.node ? weight : 2 * weight
}
