import { type Arc, type Cell, leftEnd } from './cell.ts'
import type { Column, Point } from './layout-types.ts'
import { type Port, spreadPorts } from './ports.ts'

export type Route = {
  readonly arc: Arc
  readonly points: readonly Point[]
  readonly reversed: boolean
  readonly loop: boolean
  readonly beside: boolean
}

type Draft = {
  readonly arc: Arc
  readonly way: 'right' | 'left' | 'beside'
  readonly passes: readonly Cell[]
  readonly start: Port
  readonly end: Port
}

type Side = { readonly cell: Cell; readonly ports: Port[] }
type Centre = (cell: Cell) => Point

/** How far an edge beside a column bulges out of it. */
const BULGE = 34
const LOOP = 24

/** Points of every edge, from the border it leaves to the border it reaches. */
export function routeArcs(
  arcs: readonly Arc[],
  columns: ReadonlyMap<number, Column>,
  centre: Centre,
): Route[] {
  const sides = new Map<Cell, { left: Side; right: Side }>()
  const sideOf = (cell: Cell, side: 'left' | 'right'): Side => {
    const both = sides.get(cell) ?? { left: { cell, ports: [] }, right: { cell, ports: [] } }
    sides.set(cell, both)
    return both[side]
  }
  const drafts = arcs.map((arc): Draft => {
    const draft = draftOf(arc, centre)
    if (arc.from === arc.to) return draft
    sideOf(arc.from, draft.way === 'left' ? 'left' : 'right').ports.push(draft.start)
    sideOf(arc.to, draft.way === 'right' ? 'left' : 'right').ports.push(draft.end)
    return draft
  })
  for (const { left, right } of sides.values())
    for (const { cell, ports } of [left, right])
      if (ports.length > 0) spreadPorts(cell, centre(cell).y, ports)
  return drafts.map((draft) => ({
    arc: draft.arc,
    points: draft.way === 'beside' ? pointsBeside(draft, centre) : pointsThrough(draft, columns, centre),
    reversed: draft.way === 'left',
    loop: draft.arc.from === draft.arc.to,
    beside: draft.way === 'beside',
  }))
}

function draftOf(arc: Arc, centre: Centre): Draft {
  const from = centre(arc.from)
  const to = centre(arc.to)
  const room = (arc.from.width + arc.to.width) / 2
  const way = to.x - from.x > room ? 'right' : from.x - to.x > room ? 'left' : 'beside'
  if (arc.from === arc.to) {
    return { arc, way, passes: [], start: { toward: 0, y: 0 }, end: { toward: 0, y: 0 } }
  }
  const passes = leftEnd(arc) === arc.from ? arc.chain : arc.chain.toReversed()
  const level = levelOf(arc, from, to)
  const start = { toward: passes[0]?.y ?? level ?? to.y, y: from.y }
  const end = { toward: passes.at(-1)?.y ?? level ?? from.y, y: to.y }
  return { arc, way, passes, start, end }
}

/** A height at which two neighbours face each other, if there is one: their edge is level there. */
function levelOf(arc: Arc, from: Point, to: Point): number | null {
  const top = Math.max(from.y - arc.from.height / 4, to.y - arc.to.height / 4)
  const bottom = Math.min(from.y + arc.from.height / 4, to.y + arc.to.height / 4)
  return top <= bottom ? (top + bottom) / 2 : null
}

function pointsThrough(draft: Draft, columns: ReadonlyMap<number, Column>, centre: Centre): Point[] {
  const { arc, passes, start, end } = draft
  const turn = draft.way === 'right' ? 1 : -1
  const first = { x: centre(arc.from).x + (turn * arc.from.width) / 2, y: start.y }
  const last = { x: centre(arc.to).x - (turn * arc.to.width) / 2, y: end.y }
  const points: Point[] = [first]
  for (const { layer, y } of passes) {
    const column = columns.get(layer)
    if (!column) continue
    const enter = column.x - (turn * column.width) / 2
    const leave = column.x + (turn * column.width) / 2
    // A node put elsewhere by hand may stand beyond the column: an edge never turns back for it.
    if ((enter - (points.at(-1)?.x ?? enter)) * turn < 1 || (last.x - leave) * turn < 1) continue
    points.push({ x: enter, y }, { x: leave, y })
  }
  points.push(last)
  return points
}

function pointsBeside(draft: Draft, centre: Centre): Point[] {
  const { arc, start, end } = draft
  if (arc.from === arc.to) return pointsOfLoop(arc.from, centre(arc.from))
  const from = { x: centre(arc.from).x + arc.from.width / 2, y: start.y }
  const to = { x: centre(arc.to).x + arc.to.width / 2, y: end.y }
  const x = Math.max(from.x, to.x) + BULGE
  return [from, { x, y: from.y }, { x, y: to.y }, to]
}

/** Round the upper right corner, where it crosses the fewest of the edges that leave to the right. */
function pointsOfLoop({ width, height }: Cell, { x, y }: Point): Point[] {
  const [right, top] = [x + width / 2, y - height / 2]
  const along = Math.min(LOOP, width / 3)
  const down = Math.min(LOOP / 3, height / 4)
  return [
    { x: right, y: top + down },
    { x: right + LOOP, y: top + down },
    { x: right - along, y: top - LOOP },
    { x: right - along, y: top },
  ]
}
