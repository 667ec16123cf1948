import type { Cell, Tie } from './cell.ts'

const PASSES_MOST = 4

/** Exchanges cells with the next one in their column while that takes crossings away; `even` also when it changes none. */
export function exchangeNeighbours(columns: readonly Cell[][], even: boolean): void {
  for (let pass = 0, better = true; better && pass < PASSES_MOST; pass++) {
    better = false
    for (const column of columns) if (exchangeIn(column, even && pass === 0)) better = true
  }
}

function exchangeIn(column: Cell[], even: boolean): boolean {
  for (const cell of column) {
    if (cell.left.length > 1) cell.left.sort((a, b) => a.left.at - b.left.at)
    if (cell.right.length > 1) cell.right.sort((a, b) => a.right.at - b.right.at)
  }
  let better = false
  for (let at = 1; at < column.length; at++) {
    const above = column[at - 1]
    const below = column[at]
    if (!above || !below) continue
    const gain = gainLeft(above.left, below.left) + gainRight(above.right, below.right)
    if (gain < 0 || (gain === 0 && !even)) continue
    column[at - 1] = below
    column[at] = above
    below.at = at - 1
    above.at = at
    if (gain > 0) better = true
  }
  return better
}

/** Crossings that an exchange takes away, less those it makes; both lists are sorted by place. */
function gainLeft(above: readonly Tie[], below: readonly Tie[]): number {
  let gain = 0
  let before = 0
  let same = 0
  for (const tie of above) {
    while ((below[before]?.left.at ?? Infinity) < tie.left.at) before++
    same = before
    while (below[same]?.left.at === tie.left.at) same++
    gain += before - (below.length - same)
  }
  return gain
}

function gainRight(above: readonly Tie[], below: readonly Tie[]): number {
  let gain = 0
  let before = 0
  let same = 0
  for (const tie of above) {
    while ((below[before]?.right.at ?? Infinity) < tie.right.at) before++
    same = before
    while (below[same]?.right.at === tie.right.at) same++
    gain += before - (below.length - same)
  }
  return gain
}
