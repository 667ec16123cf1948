import type { Arc, Cell, CellGraph } from './cell.ts'

type Visit = { readonly cell: Cell; readonly index: number; low: number; open: boolean; next: number }

export function outArcs(graph: CellGraph): Map<Cell, Arc[]> {
  const outs = new Map<Cell, Arc[]>()
  for (const cell of graph.cells) outs.set(cell, [])
  for (const arc of graph.arcs) if (arc.from !== arc.to) outs.get(arc.from)?.push(arc)
  return outs
}

/** Strongly connected parts of more than one cell (Tarjan, without recursion: a chain may be thousands long). */
export function feedbackOf(graph: CellGraph): Cell[][] {
  const outs = outArcs(graph)
  const visits = new Map<Cell, Visit>()
  const open: Visit[] = []
  const found: Cell[][] = []
  const enter = (cell: Cell): Visit => {
    const visit: Visit = { cell, index: visits.size, low: visits.size, open: true, next: 0 }
    visits.set(cell, visit)
    open.push(visit)
    return visit
  }
  const close = (visit: Visit): void => {
    const part = open.splice(open.lastIndexOf(visit))
    for (const member of part) member.open = false
    if (part.length > 1) found.push(part.map((member) => member.cell))
  }
  for (const start of graph.cells) {
    if (visits.has(start)) continue
    const path = [enter(start)]
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const arc = outs.get(visit.cell)?.[visit.next++]
      const seen = arc && visits.get(arc.to)
      if (arc && !seen) path.push(enter(arc.to))
      else if (seen) visit.low = seen.open ? Math.min(visit.low, seen.index) : visit.low
      else {
        if (visit.low === visit.index) close(visit)
        path.pop()
        const above = path.at(-1)
        if (above) above.low = Math.min(above.low, visit.low)
      }
    }
  }
  return found
}
