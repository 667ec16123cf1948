import { between, blastRadius, type Path, shortestPath } from '../model/paths.ts'
import type { ShownEdge } from '../model/shown.ts'
import type { Reach } from '../scene/reach.ts'

/** The way between two nodes, whichever of them records come from. */
export interface Way {
  /** Where records come from, and where they go. */
  from: string
  to: string
  /** The shortest way. */
  path: Path
  /** All that is on any way. */
  nodes: ReadonlySet<string>
}

/** The way from one node to the other, or else back; null: neither gets anything from the other. */
export function wayBetween(edges: readonly ShownEdge[], one: string, other: string): Way | null {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const path = from === to ? null : shortestPath(edges, from, to)
    if (path) return { from, to, path, nodes: between(onward(edges, from, to), from, to) }
  }
  return null
}

/** Without what comes back to where a way begins, or goes on from where it ends: that is a loop, and no way between them. */
const onward = (edges: readonly ShownEdge[], from: string, to: string): ShownEdge[] =>
  edges.filter((edge) => edge.relation === 'partOf' || (edge.to !== from && edge.from !== to))

/** Nodes that a way leads to from a node, and those from which one leads to it. */
export function waysOf(edges: readonly ShownEdge[], id: string): { after: string[]; before: string[] } {
  const turned = edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }))
  const after = blastRadius(edges, id).map((affected) => affected.id)
  const known = new Set(after)
  const before = blastRadius(turned, id).flatMap((affected) => (known.has(affected.id) ? [] : [affected.id]))
  return { after, before }
}

/** All ways keep their colour, and the shortest is looked at first. */
export function reachOfWay(edges: readonly ShownEdge[], one: string, other: string): Reach | null {
  const way = wayBetween(edges, one, other)
  if (way === null) return null
  const on = edges.filter(({ from, to }) => way.nodes.has(from) && way.nodes.has(to))
  return { nodes: way.nodes, edges: new Set(on.map(({ id }) => id)), near: new Set(way.path.edges) }
}
