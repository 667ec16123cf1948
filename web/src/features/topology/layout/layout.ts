import { BEYOND_WEIGHTS } from './acyclic.ts'
import { type CellGraph, readGraph } from './cell.ts'
import { layOutCold } from './cold.ts'
import type { Layout, LayoutGraph, Pins } from './layout-types.ts'
import { toLayout } from './scene.ts'
import { layOutWarm } from './warm.ts'

/** A picture of which less than this is left, or which is less than this of the new one, is no picture to keep. */
const SHARED_LEAST = 0.5
const TRIED_TWICE_MOST = 250

/**
 * Places a graph in columns that are read from left to right. The same input gives the same picture, whatever the order
 * of nodes and edges. With the layout `before`, what stood there stays, unless most of it is gone or new; leave it out
 * to tidy up. Pinned nodes stand where they were put, with `before` or without, and the others make room.
 */
export function layOut(graph: LayoutGraph, before?: Layout, pinned: Pins = new Map()): Layout {
  const cells = readGraph(graph)
  if (before && isAlike(cells, before)) return toLayout(layOutWarm(cells, before, pinned))
  const cold = layOutAnew(graph)
  if (!graph.nodes.some(({ id }) => pinned.has(id))) return cold
  return toLayout(layOutWarm(readGraph(graph), cold, pinned))
}

/** Which edge of a cycle is turned makes a great difference to crossings: what is small is tried in more than one way. */
function layOutAnew(graph: LayoutGraph): Layout {
  const [first, ...others] = BEYOND_WEIGHTS
  let best = toLayout(layOutCold(readGraph(graph), first))
  if (best.feedback.length === 0 || graph.nodes.length > TRIED_TWICE_MOST) return best
  for (const weight of others) {
    const other = toLayout(layOutCold(readGraph(graph), weight))
    if (other.crossings < best.crossings) best = other
  }
  return best
}

function isAlike({ cells }: CellGraph, before: Layout): boolean {
  const places = new Set(before.nodes.map(({ id }) => id))
  const shared = cells.reduce((count, { node }) => count + (node && places.has(node.id) ? 1 : 0), 0)
  return shared > 0 && shared >= Math.max(cells.length, places.size) * SHARED_LEAST
}
