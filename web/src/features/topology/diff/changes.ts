import type { TopologyGraph } from '@sluice/shared/topology'
import type { TopologyDiff } from '@sluice/shared/topology-diff'
import type { Shown } from '../model/shown.ts'

/** What became of a node or an edge between two times. */
export type ChangeSign = 'appeared' | 'vanished' | 'changed'

/** By id; what is in neither is as it was. */
export interface Changes {
  nodes: ReadonlyMap<string, ChangeSign>
  edges: ReadonlyMap<string, ChangeSign>
}

export function changesOf({ appeared, vanished, changed }: TopologyDiff): Changes {
  const signs = (of: 'nodes' | 'edges'): Map<string, ChangeSign> =>
    new Map([
      ...changed.filter((one) => `${one.of}s` === of).map(({ id }) => [id, 'changed'] as const),
      ...appeared[of].map(({ id }) => [id, 'appeared'] as const),
      ...vanished[of].map(({ id }) => [id, 'vanished'] as const),
    ])
  return { nodes: signs('nodes'), edges: signs('edges') }
}

/**
 * The graph with what vanished from it. Of a graph that shows only what is near a node, just what has vanished beside
 * something that is still there: the rest was elsewhere.
 */
export function withVanished(
  graph: TopologyGraph,
  { vanished }: TopologyDiff,
  focused: boolean,
): TopologyGraph {
  const here = new Set(graph.nodes.map(({ id }) => id))
  const drawn = new Set(graph.edges.map(({ id }) => id))
  const near = vanished.edges.filter(({ from, to }) => !focused || here.has(from) || here.has(to))
  const ends = new Set(near.flatMap(({ from, to }) => [from, to]))
  const nodes = vanished.nodes.filter(({ id }) => !here.has(id) && (!focused || ends.has(id)))
  for (const { id } of nodes) here.add(id)
  const edges = near.filter(({ id, from, to }) => !drawn.has(id) && here.has(from) && here.has(to))
  if (nodes.length + edges.length === 0) return graph
  return {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    // What is gone moves nothing any more.
    edges: [...graph.edges, ...edges.map((edge) => ({ ...edge, active: false }))],
  }
}

/** Of what is drawn: what holds or stands for several has changed where one of them has. */
export function changesAmong({ nodes, edges }: Shown, changes: Changes): Changes {
  const among = <One extends { id: string }>(
    all: readonly One[],
    signs: ReadonlyMap<string, ChangeSign>,
    within: (one: One) => readonly { id: string }[],
  ): Map<string, ChangeSign> =>
    new Map(
      all.flatMap((one) => {
        const inside = within(one)
        const own = signs.get(one.id)
        if (own !== undefined) return [[one.id, own] as const]
        const kinds = new Set(inside.map(({ id }) => signs.get(id)))
        const [only] = kinds
        if (kinds.size === 1) return only ? [[one.id, only] as const] : []
        return kinds.size === 0 ? [] : [[one.id, 'changed'] as const]
      }),
    )
  return {
    nodes: among(nodes, changes.nodes, ({ holds }) => holds?.nodes ?? []),
    edges: among(edges, changes.edges, ({ stands }) => stands ?? []),
  }
}
