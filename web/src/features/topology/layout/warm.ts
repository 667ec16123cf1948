import { breakCycles } from './acyclic.ts'
import { type Cell, type CellGraph, columnsOf } from './cell.ts'
import { layOutPart } from './cold.ts'
import { keepColumns } from './columns.ts'
import { componentsOf } from './components.ts'
import { feedbackOf } from './feedback.ts'
import type { Column, Layout, Pins, Point } from './layout-types.ts'
import { dropAlone, dropParts, type Part, skylineOf } from './pack.ts'
import { allCells, type Scene } from './scene.ts'
import { settleColumn } from './settle.ts'
import { joinLayers } from './warm-layers.ts'
import { insertJoined, seatKnown, threadKnown } from './warm-rows.ts'

/** Whoever stood somewhere gives way to others this unwillingly, compared with what has just come. */
const SETTLED_WEIGHT = 50
/** Nothing comes nearer than this to the side of a node that was put somewhere by hand. */
const BESIDE_PIN = 12

/** The layout of a graph that has changed a little since `before`: what stood there stays, and what is new finds room. */
export function layOutWarm(graph: CellGraph, before: Layout, pinned: Pins): Scene {
  const settled = seatKnown(graph, before)
  const pins = seatPinned(graph, before.columns, pinned)
  for (const cell of pins.keys()) settled.add(cell)
  const joined = joinLayers(graph.cells, graph.arcs, settled)
  const standing = new Set([...settled, ...joined])
  const rows = {
    cells: graph.cells.filter((cell) => standing.has(cell)),
    arcs: graph.arcs.filter((arc) => standing.has(arc.from)),
  }
  const known = threadKnown(rows.arcs, before)
  for (const cell of settled) known.add(cell)
  insertJoined(joined, rows, known)
  addFresh(graph, rows, standing)
  const scene = { ...graph, pins, feedback: feedbackOf(graph) }
  const columns = keepColumns(allCells(graph), before.columns, new Set(pins.keys()))
  settle({ ...scene, columns }, known)
  return { ...scene, columns }
}

function seatPinned(graph: CellGraph, columns: readonly Column[], pinned: Pins): Map<Cell, Point> {
  const pins = new Map<Cell, Point>()
  for (const cell of graph.cells) {
    const place = cell.node && pinned.get(cell.node.id)
    if (!place) continue
    pins.set(cell, place)
    cell.y = place.y
    let nearest = Infinity
    for (const { layer, x } of columns) {
      if (Math.abs(x - place.x) >= nearest) continue
      nearest = Math.abs(x - place.x)
      cell.layer = layer
    }
  }
  return pins
}

/** Parts that hang on nothing that stood are laid out for themselves, below. */
function addFresh(graph: CellGraph, rows: CellGraph, standing: ReadonlySet<Cell>): void {
  const fresh = {
    cells: graph.cells.filter((cell) => !standing.has(cell)),
    arcs: graph.arcs.filter((arc) => !standing.has(arc.from)),
  }
  breakCycles(fresh)
  const parts: Part[] = []
  const alone: Cell[] = []
  for (const { cells, arcs } of componentsOf(fresh)) {
    if (cells.length === 1) alone.push(...cells)
    else parts.push(layOutPart(cells, arcs))
  }
  const bound = new Set(rows.arcs.flatMap(({ from, to }) => (from === to ? [] : [from, to])))
  const isAlone = (cell: Cell): boolean => cell.node !== null && !bound.has(cell)
  const skyline = skylineOf(allCells(rows), isAlone)
  const tops = rows.cells.map((cell) => (isAlone(cell) ? cell.y - cell.height / 2 : -Infinity))
  const lastRow = tops.reduce((lowest, top) => Math.max(lowest, top), Math.min(0, ...skyline.bottoms))
  dropParts(parts, skyline)
  dropAlone(alone, skyline, lastRow)
}

function settle(scene: Scene, known: ReadonlySet<Cell>): void {
  const cells = columnsOf(allCells(scene))
  for (const { layer, x, width } of scene.columns) {
    const wishes = (cells.get(layer) ?? []).flatMap((cell) =>
      scene.pins.has(cell) ? [] : [{ cell, y: cell.y, weight: known.has(cell) ? SETTLED_WEIGHT : 1 }],
    )
    const fixed = [...scene.pins].flatMap(([cell, pin]) => {
      const near = Math.abs(pin.x - x) < (cell.width + width) / 2 + BESIDE_PIN
      return near ? [{ cell, y: pin.y, weight: 1 }] : []
    })
    settleColumn(wishes, fixed)
  }
}
