import type { TopologyEdge, TopologyGraph, TopologyNode } from '@sluice/shared/topology'

/** What is exported: the nodes and edges that are shown, and of when they are. */
export interface Exported {
  graph: Pick<TopologyGraph, 'at' | 'window' | 'level'>
  nodes: readonly TopologyNode[]
  edges: readonly TopologyEdge[]
}

/** As the API gives it, without what is hidden. */
export function graphJson({ graph, nodes, edges }: Exported): string {
  const { at, window, level } = graph
  return `${JSON.stringify({ at: new Date(at).toISOString(), windowMs: window, level, nodes, edges }, null, 2)}\n`
}

/** What a node is called where no name may stand empty; the words are the page's. */
export const labelOf = (node: TopologyNode, unknown: string): string => node.name ?? unknown
