import type { TopologyEdge, TopologyNode } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'

interface Drawn {
  nodes: TopologyNode[]
  edges: TopologyEdge[]
}

/** What is within so many steps of a node, either way; a part stands for its node. Nothing where there is no such node. */
export function focusOn({ nodes, edges }: Drawn, focus: EntityId, depth: number): Drawn {
  const start = nodes.find(({ id }) => id === focus) ?? nodes.find(({ parts }) => parts.includes(focus))
  if (start === undefined) return { nodes: [], edges: [] }
  const next = new Map<EntityId, EntityId[]>()
  for (const { from, to } of edges)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const known = next.get(one)
      if (known === undefined) next.set(one, [other])
      else known.push(other)
    }
  const near = new Set<EntityId>([start.id])
  let border: EntityId[] = [start.id]
  for (let step = 0; step < depth && border.length > 0; step += 1) {
    border = [...new Set(border.flatMap((id) => next.get(id) ?? []))].filter((id) => !near.has(id))
    for (const id of border) near.add(id)
  }
  return {
    nodes: nodes.filter(({ id }) => near.has(id)),
    edges: edges.filter(({ from, to }) => near.has(from) && near.has(to)),
  }
}
