import type { LayoutEdge, LayoutGraph, LayoutNode } from './layout-types.ts'

/** What stands in a column: a node, or the place where an edge passes (`node` is null). */
export type Cell = {
  readonly node: LayoutNode | null
  readonly width: number
  readonly height: number
  readonly left: Tie[]
  readonly right: Tie[]
  layer: number
  /** Its place in its column, from the top. */
  at: number
  y: number
  /** What its column is being sorted by. */
  sortBy: number
}

/** A piece of an edge between two neighbouring columns. */
export type Tie = { readonly left: Cell; readonly right: Cell; readonly weight: number }

export type Arc = {
  readonly edge: LayoutEdge
  readonly from: Cell
  readonly to: Cell
  readonly weight: number
  /** Drawn from right to left, to leave no cycle in the columns. */
  reversed: boolean
  /** Cells passed between its ends, from left to right. */
  chain: Cell[]
}

export type CellGraph = { readonly cells: readonly Cell[]; readonly arcs: readonly Arc[] }

export const PASS_HEIGHT = 4
const WEIGHT_MOST = 10

export function newCell(node: LayoutNode | null): Cell {
  const width = node?.width ?? 0
  const height = node?.height ?? PASS_HEIGHT
  return { node, width, height, left: [], right: [], layer: 0, at: 0, y: 0, sortBy: 0 }
}

/** As a person counts: what is called 2 comes before what is called 10. */
const names = new Intl.Collator('en', { numeric: true })
const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  names.compare(a.id, b.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Sorted by id, so that the order of an answer is no part of the picture; edges without an end are left out. */
export function readGraph(graph: LayoutGraph): CellGraph {
  const cellOf = new Map<string, Cell>()
  for (const node of [...graph.nodes].sort(byId)) if (!cellOf.has(node.id)) cellOf.set(node.id, newCell(node))
  const arcs: Arc[] = []
  for (const edge of [...graph.edges].sort(byId)) {
    const from = cellOf.get(edge.from)
    const to = cellOf.get(edge.to)
    if (!from || !to) continue
    const weight = Math.min(Math.max(edge.weight ?? 1, 1), WEIGHT_MOST)
    arcs.push({ edge, from, to, weight, reversed: false, chain: [] })
  }
  return { cells: [...cellOf.values()], arcs }
}

export const leftEnd = (arc: Arc): Cell => (arc.reversed ? arc.to : arc.from)
export const rightEnd = (arc: Arc): Cell => (arc.reversed ? arc.from : arc.to)

export function columnsOf(cells: Iterable<Cell>): Map<number, Cell[]> {
  const columns = new Map<number, Cell[]>()
  for (const cell of cells) {
    const column = columns.get(cell.layer)
    if (column) column.push(cell)
    else columns.set(cell.layer, [cell])
  }
  return columns
}
