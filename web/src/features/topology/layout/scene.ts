import { type Cell, type CellGraph, columnsOf } from './cell.ts'
import { countCrossings } from './crossings.ts'
import type { Column, Layout, Point } from './layout-types.ts'
import { routeArcs } from './routes.ts'

/** Everything placed, before it is told to others. */
export type Scene = CellGraph & {
  readonly columns: readonly Column[]
  readonly pins: ReadonlyMap<Cell, Point>
  readonly feedback: readonly (readonly Cell[])[]
}

export const allCells = ({ cells, arcs }: CellGraph): Cell[] => [
  ...cells,
  ...arcs.flatMap(({ chain }) => chain),
]

/** To a hundredth of a pixel: what is the same picture is the same text. */
const round = (value: number): number => Math.round(value * 100) / 100
/** Places are on half pixels before anything is drawn from them, so that a warm start begins from exactly these. */
const snap = (value: number): number => Math.round(value * 2) / 2

export function toLayout(scene: Scene): Layout {
  for (const cell of allCells(scene)) cell.y = snap(cell.y)
  const columns = scene.columns.map((column) => ({ ...column, x: snap(column.x) }))
  const columnAt = new Map(columns.map((column) => [column.layer, column]))
  const centre = (cell: Cell): Point =>
    scene.pins.get(cell) ?? { x: columnAt.get(cell.layer)?.x ?? 0, y: cell.y }
  const nodes = scene.cells.flatMap((cell) => {
    const { x, y } = centre(cell)
    const { width, height, layer } = cell
    return cell.node ? [{ id: cell.node.id, x: round(x), y: round(y), width, height, layer }] : []
  })
  const routes = routeArcs(scene.arcs, columnAt, centre)
  const edges = routes.map(({ arc, points, ...way }) => ({
    id: arc.edge.id,
    from: arc.edge.from,
    to: arc.edge.to,
    points: points.map(({ x, y }) => ({ x: round(x), y: round(y) })),
    ...way,
    via: arc.chain.map(({ layer, y }) => ({ layer, y: round(y) })),
  }))
  const feedback = scene.feedback.map((part) => part.map((cell) => cell.node?.id ?? '').sort())
  return {
    nodes,
    edges,
    ...boundsOf(nodes, edges),
    columns,
    crossings: crossingsOf(scene),
    feedback: feedback.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
  }
}

function crossingsOf(scene: Scene): number {
  const columns = [...columnsOf(allCells(scene))].sort(([a], [b]) => a - b).map(([, column]) => column)
  for (const column of columns) {
    column.sort((a, b) => a.y - b.y)
    for (const [at, cell] of column.entries()) cell.at = at
  }
  return countCrossings(columns)
}

function boundsOf(
  nodes: Layout['nodes'],
  edges: Layout['edges'],
): Pick<Layout, 'left' | 'top' | 'width' | 'height'> {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const take = (x: number, y: number, halfWidth: number, halfHeight: number): void => {
    left = Math.min(left, x - halfWidth)
    right = Math.max(right, x + halfWidth)
    top = Math.min(top, y - halfHeight)
    bottom = Math.max(bottom, y + halfHeight)
  }
  for (const { x, y, width, height } of nodes) take(x, y, width / 2, height / 2)
  for (const { points } of edges) for (const { x, y } of points) take(x, y, 0, 0)
  if (left === Infinity) return { left: 0, top: 0, width: 0, height: 0 }
  return { left, top, width: right - left, height: bottom - top }
}
