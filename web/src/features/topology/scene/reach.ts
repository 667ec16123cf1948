/** What an edge says of its ends. */
interface Link {
  id: string
  from: string
  to: string
}

/** Nodes and edges that keep their colour; `near` of them are looked at first. */
export interface Reach {
  nodes: ReadonlySet<string>
  edges: ReadonlySet<string>
  near: ReadonlySet<string>
}

/** Everything upstream and everything downstream of a node; what is upstream of something downstream is neither. */
export function reachOfNode(id: string, links: readonly Link[]): Reach {
  const nodes = new Set([id])
  const edges = new Set<string>()
  for (const way of ['from', 'to'] as const) {
    const other = way === 'from' ? 'to' : 'from'
    const leaving = Map.groupBy(links, (link) => link[way])
    const seen = new Set([id])
    const queue = [id]
    for (const at of queue) {
      for (const link of leaving.get(at) ?? []) {
        edges.add(link.id)
        const next = link[other]
        if (seen.has(next)) continue
        seen.add(next)
        queue.push(next)
      }
    }
    for (const found of seen) nodes.add(found)
  }
  const near = new Set(links.flatMap((link) => (link.from === id || link.to === id ? [link.id] : [])))
  return { nodes, edges, near }
}

export function reachOfEdge(id: string, links: readonly Link[]): Reach | null {
  const link = links.find((one) => one.id === id)
  if (link === undefined) return null
  return { nodes: new Set([link.from, link.to]), edges: new Set([id]), near: new Set([id]) }
}
