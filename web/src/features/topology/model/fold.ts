import { mergeEdges, sortOf } from './merge-edges.ts'
import type { Held, Shown, ShownEdge, ShownNode } from './shown.ts'

/** Where nodes go: by the id of what goes, the id of what takes it in. */
export type Homes = ReadonlyMap<string, string>

/**
 * Takes nodes out of a graph and into others, which hold them from then on; `boxes` are made for it. Edges go to
 * where their ends went, those between the same two become one, and those inside of one are not drawn.
 */
export function foldInto(
  shown: Shown,
  homes: Homes,
  by: Held['by'],
  boxes: readonly ShownNode[] = [],
): Shown {
  if (homes.size === 0) return shown
  const held = new Map<string, ShownNode[]>()
  for (const node of shown.nodes) {
    const home = homes.get(node.id)
    if (home === undefined) continue
    const inside = held.get(home)
    if (inside) inside.push(node)
    else held.set(home, [node])
  }
  const nodes = [...shown.nodes.filter(({ id }) => !homes.has(id)), ...boxes].map((node): ShownNode => {
    const taken = held.get(node.id)
    if (taken === undefined) return node
    const before = node.holds?.nodes ?? []
    return { ...node, holds: { by, nodes: [...before, ...taken.flatMap(unfolded)] } }
  })
  return { nodes, edges: foldEdges(shown.edges, homes) }
}

/** What holds others comes with them; a box alone is nothing. */
const unfolded = (node: ShownNode): ShownNode[] => {
  const { holds, ...own } = node
  if (holds === undefined) return [node]
  return holds.by === 'group' || holds.by === 'alike' ? [...holds.nodes] : [own, ...holds.nodes]
}

function foldEdges(edges: readonly ShownEdge[], homes: Homes): ShownEdge[] {
  const between = new Map<string, { from: string; to: string; edges: ShownEdge[] }>()
  for (const edge of edges) {
    const from = homes.get(edge.from) ?? edge.from
    const to = homes.get(edge.to) ?? edge.to
    if (from === to && (from !== edge.from || to !== edge.to)) continue
    const key = JSON.stringify([sortOf(edge), from, to])
    const known = between.get(key)
    if (known) known.edges.push(edge)
    else between.set(key, { from, to, edges: [edge] })
  }
  return [...between.values()].flatMap((one) => mergeEdges(one.from, one.to, one.edges) ?? [])
}
