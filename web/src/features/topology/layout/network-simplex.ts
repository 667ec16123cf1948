import {
  addToTree,
  isBelow,
  numberTree,
  otherEnd,
  type SpanArc,
  slackOf,
  takeFromTree,
  type Vertex,
  verticesBelow,
} from './simplex-tree.ts'

/** How many vertices may be looked at: a graph too large for the optimum keeps the best found until then. */
const WORK_MOST = 1_500_000

/**
 * The ranks of a connected acyclic graph with the smallest sum of weighted lengths (Gansner and others, 1993). It starts
 * from the ranks given, which must leave no arc shorter than one.
 */
export function shortenArcs(vertices: readonly Vertex[], arcs: readonly SpanArc[]): void {
  const root = vertices[0]
  if (!root || vertices.length < 2) return
  growTightTree(root, vertices, arcs)
  const net = new Map<Vertex, number>()
  // What leaves a subtree less what enters it: arcs inside cancel each other out.
  numberTree(root, 1, (vertex) => {
    let sum = net.get(vertex) ?? 0
    for (const arc of vertex.arcs) sum += arc.tail === vertex ? arc.weight : -arc.weight
    net.set(vertex, sum)
    if (!vertex.above) return
    vertex.above.cut = vertex.above.tail === vertex ? sum : -sum
    const above = otherEnd(vertex.above, vertex)
    net.set(above, (net.get(above) ?? 0) + sum)
  })
  pivot(
    arcs.filter((arc) => arc.inTree),
    vertices.length,
  )
}

/** Spans the graph with arcs of length one, pulling what is spanned along whenever none leads on. */
function growTightTree(root: Vertex, vertices: readonly Vertex[], arcs: readonly SpanArc[]): void {
  const spanned = [root]
  root.inTree = true
  let grown = 0
  for (;;) {
    for (; grown < spanned.length; grown++) {
      const vertex = spanned[grown]
      for (const arc of vertex?.arcs ?? []) {
        if (!vertex || slackOf(arc) !== 0 || otherEnd(arc, vertex).inTree) continue
        otherEnd(arc, vertex).inTree = true
        spanned.push(otherEnd(arc, vertex))
        addToTree(arc)
      }
    }
    if (spanned.length === vertices.length) return
    let nearest: SpanArc | null = null
    for (const arc of arcs)
      if (arc.tail.inTree !== arc.head.inTree && (!nearest || slackOf(arc) < slackOf(nearest))) nearest = arc
    if (!nearest) return
    const shift = nearest.tail.inTree ? slackOf(nearest) : -slackOf(nearest)
    for (const vertex of spanned) vertex.rank += shift
    grown = spanned.indexOf(nearest.tail.inTree ? nearest.tail : nearest.head)
  }
}

function pivot(tree: SpanArc[], size: number): void {
  let from = 0
  for (let work = 0; work < WORK_MOST; ) {
    const at = nextNegative(tree, from)
    const leaving = tree[at]
    if (!leaving) return
    const entering = findEntering(leaving)
    if (!entering.arc) return
    work += entering.seen + exchange(leaving, entering.arc, size)
    tree[at] = entering.arc
    from = at
  }
}

function nextNegative(tree: readonly SpanArc[], from: number): number {
  for (let step = 0; step < tree.length; step++) {
    const at = (from + step) % tree.length
    if ((tree[at]?.cut ?? 0) < 0) return at
  }
  return -1
}

/** Without the leaving arc the tree falls apart; what joins it again with the least slack leads the other way. */
function findEntering(leaving: SpanArc): { arc: SpanArc | null; seen: number } {
  const tailBelow = leaving.head.above !== leaving
  const top = tailBelow ? leaving.tail : leaving.head
  let best: SpanArc | null = null
  let least = Infinity
  const below = verticesBelow(top)
  for (const vertex of below) {
    for (const arc of vertex.arcs) {
      if (arc.inTree || (tailBelow ? arc.head : arc.tail) !== vertex) continue
      const slack = arc.head.rank - arc.tail.rank - 1
      if (slack >= least || isBelow(otherEnd(arc, vertex), top)) continue
      best = arc
      least = slack
    }
  }
  return { arc: best, seen: below.length }
}

function exchange(leaving: SpanArc, entering: SpanArc, size: number): number {
  const top = leaving.head.above === leaving ? leaving.head : leaving.tail
  const slack = slackOf(entering)
  if (slack > 0) {
    const shift = isBelow(entering.head, top) ? -slack : slack
    for (const vertex of verticesBelow(top)) vertex.rank += shift
  }
  const cut = leaving.cut
  const meet = carryCut(entering.tail, entering.head, cut, true)
  carryCut(entering.head, entering.tail, cut, false)
  entering.cut = -cut
  leaving.cut = 0
  takeFromTree(leaving)
  addToTree(entering)
  numberTree(meet, meet.low)
  return Math.min(size, meet.lim - meet.low + 1)
}

/** Adds to the cuts on the way up from one end of the entering arc; answers where the ways from both ends meet. */
function carryCut(from: Vertex, to: Vertex, cut: number, fromTail: boolean): Vertex {
  let vertex = from
  while (!isBelow(to, vertex)) {
    const arc = vertex.above
    if (!arc) return vertex
    arc.cut += (arc.tail === vertex) === fromTail ? cut : -cut
    vertex = otherEnd(arc, vertex)
  }
  return vertex
}
