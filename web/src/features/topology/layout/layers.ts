import { type Arc, type Cell, leftEnd, rightEnd } from './cell.ts'
import { shortenArcs } from './network-simplex.ts'
import { connect, newVertex, type SpanArc, slackOf, type Vertex } from './simplex-tree.ts'

/** Gives every cell of one connected part its column, from 0, such that edges are short and go rightward. */
export function assignLayers(cells: readonly Cell[], arcs: readonly Arc[]): void {
  const vertexOf = new Map<Cell, Vertex>()
  const vertices = cells.map((cell) => {
    const vertex = newVertex()
    vertexOf.set(cell, vertex)
    return vertex
  })
  const spans: SpanArc[] = []
  for (const arc of arcs) {
    const tail = vertexOf.get(leftEnd(arc))
    const head = vertexOf.get(rightEnd(arc))
    if (tail && head && tail !== head) spans.push(connect(tail, head, arc.weight))
  }
  rankByLongestPath(vertices)
  shortenArcs(vertices, spans)
  const least = vertices.reduce((rank, vertex) => Math.min(rank, vertex.rank), Infinity)
  for (const vertex of vertices) vertex.rank -= least
  balance(vertices)
  for (const [cell, vertex] of vertexOf) cell.layer = vertex.rank
  keepRanks(cells, arcs)
}

function rankByLongestPath(vertices: readonly Vertex[]): void {
  const waiting = new Map<Vertex, number>()
  const ready: Vertex[] = []
  for (const vertex of vertices) {
    const ins = vertex.arcs.reduce((count, arc) => count + (arc.head === vertex ? 1 : 0), 0)
    waiting.set(vertex, ins)
    if (ins === 0) ready.push(vertex)
  }
  for (const vertex of ready) {
    for (const arc of vertex.arcs) {
      if (arc.tail !== vertex) continue
      arc.head.rank = Math.max(arc.head.rank, vertex.rank + 1)
      const left = (waiting.get(arc.head) ?? 1) - 1
      waiting.set(arc.head, left)
      if (left === 0) ready.push(arc.head)
    }
  }
}

/** What is as short in several columns goes to the emptiest of them: no column gets taller than it need be. */
function balance(vertices: readonly Vertex[]): void {
  const crowd = new Map<number, number>()
  const count = (rank: number, by: number): number => {
    const now = (crowd.get(rank) ?? 0) + by
    crowd.set(rank, now)
    return now
  }
  for (const vertex of vertices) count(vertex.rank, 1)
  for (const vertex of vertices) {
    let pull = 0
    let lowest = -Infinity
    let highest = Infinity
    for (const arc of vertex.arcs) {
      if (arc.head === vertex) {
        pull += arc.weight
        lowest = Math.max(lowest, vertex.rank - slackOf(arc))
      } else {
        pull -= arc.weight
        highest = Math.min(highest, vertex.rank + slackOf(arc))
      }
    }
    if (pull !== 0 || lowest === -Infinity || highest === Infinity) continue
    const own = count(vertex.rank, -1)
    let best = vertex.rank
    let least = own
    for (let rank = lowest; rank <= highest; rank++) {
      const here = crowd.get(rank) ?? 0
      if (here < least) [best, least] = [rank, here]
    }
    vertex.rank = best
    count(best, 1)
  }
}

function keepRanks(cells: readonly Cell[], arcs: readonly Arc[]): void {
  if (!cells.some((cell) => cell.node?.rank)) return
  const entered = new Set(arcs.map(rightEnd))
  const left = new Set(arcs.map(leftEnd))
  const last = cells.reduce((layer, cell) => Math.max(layer, cell.layer), 0)
  for (const cell of cells) {
    if (cell.node?.rank === 'source' && !entered.has(cell)) cell.layer = 0
    if (cell.node?.rank === 'sink' && !left.has(cell)) cell.layer = last
  }
}
