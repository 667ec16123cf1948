import type { Arc, Cell, CellGraph } from './cell.ts'

/** The parts that no edge connects, in the order of their first cells. A cell with nothing but loops is a part alone. */
export function componentsOf(graph: CellGraph): CellGraph[] {
  const parent = new Map<Cell, Cell>()
  const root = (cell: Cell): Cell => {
    let top = cell
    for (let next = parent.get(top); next; next = parent.get(top)) top = next
    for (let at = cell; at !== top; ) {
      const next = parent.get(at) ?? top
      parent.set(at, top)
      at = next
    }
    return top
  }
  for (const { from, to } of graph.arcs) {
    const a = root(from)
    const b = root(to)
    if (a !== b) parent.set(a, b)
  }
  const parts = new Map<Cell, { cells: Cell[]; arcs: Arc[] }>()
  const partOf = (cell: Cell): { cells: Cell[]; arcs: Arc[] } => {
    const top = root(cell)
    const part = parts.get(top) ?? { cells: [], arcs: [] }
    parts.set(top, part)
    return part
  }
  for (const cell of graph.cells) partOf(cell).cells.push(cell)
  for (const arc of graph.arcs) partOf(arc.from).arcs.push(arc)
  return [...parts.values()]
}
