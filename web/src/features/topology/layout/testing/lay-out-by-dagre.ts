import { Graph, layout } from '@dagrejs/dagre'
import type { LayoutGraph, Point } from '../layout-types.ts'
import type { DrawnEdge } from './drawn-crossings.ts'

export type DagreLayout = {
  readonly centres: ReadonlyMap<string, Point>
  readonly edges: readonly DrawnEdge[]
}

/** The same graph by dagre with its usual settings: what our own layout is measured against, and no part of the product. */
export function layOutByDagre({ nodes, edges }: LayoutGraph): DagreLayout {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 96, edgesep: 12 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { id, from, to } of edges) graph.setEdge(from, to, {}, id)
  layout(graph)
  const centres = new Map(nodes.map(({ id }) => [id, pointOf(graph.node(id))]))
  const drawn = edges.map(({ id, from, to }) => {
    const { points }: { points?: readonly { x?: number; y?: number }[] } = graph.edge({
      v: from,
      w: to,
      name: id,
    })
    return { from, to, points: (points ?? []).map(pointOf) }
  })
  return { centres, edges: drawn }
}

const pointOf = ({ x, y }: { x?: number; y?: number }): Point => ({ x: x ?? Number.NaN, y: y ?? Number.NaN })
