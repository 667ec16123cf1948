import type { TopologyFinding } from '@sluice/shared/topology'
import type { Shown } from '../model/shown.ts'
import type { Reach } from '../scene/reach.ts'

/** Where in the picture a finding is: by its own nodes and edges, or by what they are folded into. */
export function reachOfFinding({ nodes, edges }: TopologyFinding, shown: Shown): Reach {
  const about = { nodes: new Set(nodes), edges: new Set(edges) }
  const lit = shown.nodes.filter(
    ({ id, holds }) => about.nodes.has(id) || holds?.nodes.some((held) => about.nodes.has(held.id)),
  )
  const ways = shown.edges.filter(
    ({ id, stands }) => about.edges.has(id) || stands?.some((edge) => about.edges.has(edge.id)),
  )
  const near = new Set(ways.map(({ id }) => id))
  return { nodes: new Set(lit.map(({ id }) => id)), edges: near, near }
}
