import type { Cell } from './cell.ts'

/** How often the ties between a column and the next one cross, by a Fenwick tree over the places on the right. */
export function crossingsAfter(column: readonly Cell[], next: readonly Cell[]): number {
  const tree = new Int32Array(next.length + 2)
  let seen = 0
  let crossings = 0
  for (const cell of column) {
    for (const { right } of cell.right) {
      let above = 0
      for (let at = right.at + 1; at > 0; at -= at & -at) above += tree[at] ?? 0
      crossings += seen - above
    }
    for (const { right } of cell.right) {
      for (let at = right.at + 1; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + 1
      seen++
    }
  }
  return crossings
}

export function countCrossings(columns: readonly (readonly Cell[])[]): number {
  let crossings = 0
  for (const [index, column] of columns.entries()) {
    const next = columns[index + 1]
    if (next) crossings += crossingsAfter(column, next)
  }
  return crossings
}
