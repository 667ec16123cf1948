import { breakCycles } from './acyclic.ts'
import { type Arc, type Cell, type CellGraph, columnsOf } from './cell.ts'
import { placeColumns } from './columns.ts'
import { componentsOf } from './components.ts'
import { threadArcs } from './dummies.ts'
import { feedbackOf } from './feedback.ts'
import { assignLayers } from './layers.ts'
import { orderColumns, place } from './order.ts'
import { measurePart, type Part, packParts } from './pack.ts'
import { allCells, type Scene } from './scene.ts'
import { straighten } from './straighten.ts'
import { placeRows } from './y-places.ts'

/** The layered layout from nothing (research/topology.md, C1 and G). */
export function layOutCold(graph: CellGraph, beyondWeight?: number): Scene {
  breakCycles(graph, beyondWeight)
  const parts: Part[] = []
  const alone: Cell[] = []
  for (const { cells, arcs } of componentsOf(graph)) {
    if (cells.length === 1) alone.push(...cells)
    else parts.push(layOutPart(cells, arcs))
  }
  packParts(parts, alone)
  return { ...graph, columns: placeColumns(allCells(graph)), pins: new Map(), feedback: feedbackOf(graph) }
}

/** One connected part whose cycles are broken, in columns from 0. */
export function layOutPart(cells: readonly Cell[], arcs: readonly Arc[]): Part {
  const real = arcs.filter(({ from, to }) => from !== to)
  assignLayers(cells, real)
  const all = [...cells, ...threadArcs(real)]
  const columns = [...columnsOf(all)].sort(([a], [b]) => a - b).map(([, column]) => column)
  for (const column of columns) place(column, column)
  orderColumns(columns)
  placeRows(columns)
  straighten(columns)
  return measurePart(all)
}
