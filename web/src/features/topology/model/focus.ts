import type { Shown, ShownEdge } from './shown.ts'

/** What is within so many steps of a node: against the flow, along it, or both. */
export function near(
  shown: Shown,
  id: string,
  steps: number,
  way: 'upstream' | 'downstream' | 'both' = 'both',
): Shown {
  const kept = new Set([id])
  if (way !== 'downstream') for (const found of reach(shown.edges, id, steps, 'to', 'from')) kept.add(found)
  if (way !== 'upstream') for (const found of reach(shown.edges, id, steps, 'from', 'to')) kept.add(found)
  return only(shown, kept)
}

/** The nodes with these ids, and what is between them. */
export function only({ nodes, edges }: Shown, ids: ReadonlySet<string>): Shown {
  return {
    nodes: nodes.filter(({ id }) => ids.has(id)),
    edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  }
}

function reach(
  edges: readonly ShownEdge[],
  start: string,
  steps: number,
  here: 'from' | 'to',
  there: 'from' | 'to',
): Set<string> {
  const leaving = Map.groupBy(edges, (edge) => edge[here])
  const found = new Set([start])
  let border = [start]
  for (let step = 0; step < steps && border.length > 0; step++) {
    const next: string[] = []
    for (const id of border)
      for (const edge of leaving.get(id) ?? []) {
        if (found.has(edge[there])) continue
        found.add(edge[there])
        next.push(edge[there])
      }
    border = next
  }
  return found
}
