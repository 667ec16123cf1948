import type { TopologyEdge, TopologyFinding } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'
import { called, type Flow, finding, leastSure } from './flow.ts'

/** Records that come back to where they came from: on purpose, as in a saga, or a loop that nothing ends. */
export function findCycles(flow: Flow): TopologyFinding[] {
  return stronglyConnected(flow).map((ids) => {
    const inside = new Set(ids)
    const edges = flow.edges.filter(({ from, to }) => inside.has(from) && inside.has(to))
    const services = ids.filter((id) => flow.nodes.get(id)?.kind !== 'topic')
    return finding({
      ...{ rule: 'cycle', level: 'info', about: [...ids].sort()[0] ?? '' },
      confidence: leastSure(edges),
      ...{ nodes: ids, edges: edges.map(({ id }) => id) },
      detail: {
        size: `${ids.length}`,
        services: services
          .map((id) => called(flow, id))
          .sort()
          .join(', '),
      },
    })
  })
}

interface Visit {
  id: EntityId
  next: readonly TopologyEdge[]
  at: number
}

/** Tarjan’s algorithm without recursion: chains may be long. */
function stronglyConnected({ nodes, edges }: Flow): EntityId[][] {
  const leaving = new Map<EntityId, TopologyEdge[]>()
  for (const edge of edges) leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge])
  const [index, low] = [new Map<EntityId, number>(), new Map<EntityId, number>()]
  const [open, isOpen] = [[] as EntityId[], new Set<EntityId>()]
  const found: EntityId[][] = []
  const lower = (id: EntityId, to: number | undefined): void => {
    if (to !== undefined) low.set(id, Math.min(low.get(id) ?? to, to))
  }
  const begin = (id: EntityId): Visit => {
    index.set(id, index.size)
    low.set(id, index.size - 1)
    open.push(id)
    isOpen.add(id)
    return { id, next: leaving.get(id) ?? [], at: 0 }
  }
  for (const start of nodes.keys()) {
    if (index.has(start)) continue
    const path = [begin(start)]
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const edge = visit.next[visit.at]
      visit.at += 1
      if (edge !== undefined) {
        if (!index.has(edge.to)) path.push(begin(edge.to))
        else if (isOpen.has(edge.to)) lower(visit.id, index.get(edge.to))
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above !== undefined) lower(above.id, low.get(visit.id))
      if (low.get(visit.id) !== index.get(visit.id)) continue
      const component = open.splice(open.lastIndexOf(visit.id))
      for (const id of component) isOpen.delete(id)
      if (component.length > 1) found.push(component)
    }
  }
  return found
}
