import type { TopologyGraph } from '@sluice/shared/topology'
import type { ShownEdge, ShownNode } from '../model/shown.ts'

/** What is exported: the nodes and edges that are shown, and of when they are. */
export interface Exported {
  graph: Pick<TopologyGraph, 'at' | 'window' | 'level'>
  nodes: readonly ShownNode[]
  edges: readonly ShownEdge[]
}

/** As the API gives it, without what is hidden. */
export function graphJson({ graph, nodes, edges }: Exported): string {
  const { at, window, level } = graph
  return `${JSON.stringify({ at: new Date(at).toISOString(), windowMs: window, level, nodes, edges }, null, 2)}\n`
}
