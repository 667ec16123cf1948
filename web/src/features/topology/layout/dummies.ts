import { type Arc, type Cell, leftEnd, newCell, rightEnd } from './cell.ts'

/** Lets every edge pass through a cell of its own in each column between its ends; answers those cells. */
export function threadArcs(arcs: readonly Arc[]): Cell[] {
  const passes: Cell[] = []
  for (const arc of arcs) {
    const end = rightEnd(arc)
    let cell = leftEnd(arc)
    if (end.layer <= cell.layer) continue // A loop, or two nodes of one column: drawn beside the column.
    arc.chain = []
    for (let layer = cell.layer + 1; layer < end.layer; layer++) {
      const pass = newCell(null)
      pass.layer = layer
      tie(cell, pass, arc.weight)
      arc.chain.push(pass)
      passes.push(pass)
      cell = pass
    }
    tie(cell, end, arc.weight)
  }
  return passes
}

function tie(left: Cell, right: Cell, weight: number): void {
  const piece = { left, right, weight }
  left.right.push(piece)
  right.left.push(piece)
}
