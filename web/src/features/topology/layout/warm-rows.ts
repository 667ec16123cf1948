import { type Arc, type Cell, type CellGraph, columnsOf, leftEnd, rightEnd } from './cell.ts'
import { threadArcs } from './dummies.ts'
import { freePlace } from './free-place.ts'
import type { Layout } from './layout-types.ts'
import { allCells } from './scene.ts'

/** Gives every cell that stood in `before` its place of then. What stood in the grid of the unconnected, and is connected now, may leave it. */
export function seatKnown(graph: CellGraph, before: Layout): Set<Cell> {
  const bound = (edges: Iterable<{ readonly from: string; readonly to: string }>): Set<string> => {
    const ids = new Set<string>()
    for (const { from, to } of edges) if (from !== to) ids.add(from).add(to)
    return ids
  }
  const boundThen = bound(before.edges)
  const boundNow = bound(graph.arcs.map(({ edge }) => edge))
  const places = new Map(before.nodes.map((node) => [node.id, node]))
  const settled = new Set<Cell>()
  for (const cell of graph.cells) {
    const id = cell.node?.id ?? ''
    const place = places.get(id)
    if (!place || (boundNow.has(id) && !boundThen.has(id))) continue
    cell.layer = place.layer
    cell.y = place.y
    settled.add(cell)
  }
  return settled
}

/** Lets edges pass the columns between their ends where they passed then; answers the passes that it knew. */
export function threadKnown(arcs: readonly Arc[], before: Layout): Set<Cell> {
  for (const arc of arcs) arc.reversed = arc.from.layer > arc.to.layer
  threadArcs(arcs)
  const ways = new Map(before.edges.map(({ id, via }) => [id, via]))
  const known = new Set<Cell>()
  for (const { edge, chain } of arcs) {
    const heights = new Map(ways.get(edge.id)?.map(({ layer, y }) => [layer, y]))
    for (const pass of chain) {
      const y = heights.get(pass.layer)
      if (y === undefined) continue
      pass.y = y
      known.add(pass)
    }
  }
  return known
}

/** Finds a place in their columns for cells that are new there: first for nodes, then for passes of their edges. */
export function insertJoined(joined: readonly Cell[], rows: CellGraph, known: ReadonlySet<Cell>): void {
  const columns = columnsOf(allCells(rows).filter((cell) => known.has(cell)))
  for (const column of columns.values()) column.sort((a, b) => a.y - b.y)
  const placed = new Set(known)
  const put = (cell: Cell, wanted: number): void => {
    const column = columns.get(cell.layer) ?? []
    columns.set(cell.layer, column)
    const { index, y } = freePlace(column, cell, wanted)
    cell.y = y
    column.splice(index, 0, cell)
    placed.add(cell)
  }
  const neighbours = neighboursOf(rows)
  for (const cell of joined) {
    const heights = [...(neighbours.get(cell) ?? [])].flatMap((next) => (placed.has(next) ? [next.y] : []))
    put(cell, heights.reduce((sum, y) => sum + y, 0) / Math.max(1, heights.length))
  }
  for (const arc of rows.arcs) {
    const left = leftEnd(arc)
    const right = rightEnd(arc)
    for (const pass of arc.chain) {
      if (placed.has(pass)) continue
      const share = (pass.layer - left.layer) / (right.layer - left.layer)
      put(pass, left.y + (right.y - left.y) * share)
    }
  }
}

function neighboursOf({ arcs }: CellGraph): Map<Cell, Set<Cell>> {
  const neighbours = new Map<Cell, Set<Cell>>()
  const add = (cell: Cell, next: Cell): void => {
    const known = neighbours.get(cell)
    if (known) known.add(next)
    else neighbours.set(cell, new Set([next]))
  }
  for (const { from, to } of arcs) {
    add(from, to)
    add(to, from)
  }
  return neighbours
}
