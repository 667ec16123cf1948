import type { ShownEdge } from '../model/shown.ts'

/** An edge at a node, with the node at its other end. */
export interface Neighbour {
  edge: ShownEdge
  id: string
}

/** Surest first, and of equally sure ones in the order of their names. */
export function neighboursOf(
  edges: readonly ShownEdge[],
  id: string,
  nameOf: (id: string) => string,
): { before: Neighbour[]; after: Neighbour[] } {
  const sorted = (list: Neighbour[]) =>
    list.sort(
      (a, b) => b.edge.confidence - a.edge.confidence || nameOf(a.id).localeCompare(nameOf(b.id), 'en'),
    )
  return {
    before: sorted(edges.flatMap((edge) => (edge.to === id ? [{ edge, id: edge.from }] : []))),
    after: sorted(edges.flatMap((edge) => (edge.from === id ? [{ edge, id: edge.to }] : []))),
  }
}
