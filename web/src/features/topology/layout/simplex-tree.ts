/** A vertex of the network simplex; `lim` and `low` number the spanning tree, so that "below" is a comparison. */
export type Vertex = {
  rank: number
  lim: number
  low: number
  above: SpanArc | null
  readonly arcs: SpanArc[]
  readonly tree: SpanArc[]
  inTree: boolean
  /** Which of its arcs is numbered next. */
  next: number
}

/** Wants `head` at least one column right of `tail`. */
export type SpanArc = {
  readonly tail: Vertex
  readonly head: Vertex
  readonly weight: number
  cut: number
  inTree: boolean
}

export function newVertex(): Vertex {
  return { rank: 0, lim: 0, low: 0, above: null, arcs: [], tree: [], inTree: false, next: 0 }
}

export function connect(tail: Vertex, head: Vertex, weight: number): SpanArc {
  const arc: SpanArc = { tail, head, weight, cut: 0, inTree: false }
  tail.arcs.push(arc)
  head.arcs.push(arc)
  return arc
}

export const slackOf = (arc: SpanArc): number => arc.head.rank - arc.tail.rank - 1
export const otherEnd = (arc: SpanArc, vertex: Vertex): Vertex => (arc.tail === vertex ? arc.head : arc.tail)
export const isBelow = (vertex: Vertex, top: Vertex): boolean =>
  top.low <= vertex.lim && vertex.lim <= top.lim

export function addToTree(arc: SpanArc): void {
  arc.inTree = true
  arc.tail.tree.push(arc)
  arc.head.tree.push(arc)
}

export function takeFromTree(arc: SpanArc): void {
  arc.inTree = false
  arc.tail.tree.splice(arc.tail.tree.indexOf(arc), 1)
  arc.head.tree.splice(arc.head.tree.indexOf(arc), 1)
}

/** Numbers the tree below `top` again, from `low` on, without recursion; `leave` sees each vertex after those below it. */
export function numberTree(top: Vertex, low: number, leave?: (vertex: Vertex) => void): void {
  let number = low
  let vertex = top
  top.low = low
  top.next = 0
  for (;;) {
    const arc = vertex.tree[vertex.next++]
    if (!arc) {
      vertex.lim = number++
      leave?.(vertex)
      if (vertex === top || !vertex.above) return
      vertex = otherEnd(vertex.above, vertex)
    } else if (arc !== vertex.above) {
      vertex = otherEnd(arc, vertex)
      vertex.above = arc
      vertex.low = number
      vertex.next = 0
    }
  }
}

/** Every vertex below `top`, itself included. */
export function verticesBelow(top: Vertex): Vertex[] {
  const found = [top]
  for (const vertex of found)
    for (const arc of vertex.tree) if (arc !== vertex.above) found.push(otherEnd(arc, vertex))
  return found
}
