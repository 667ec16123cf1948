import type { Shown } from '../model/shown.ts'

/** Of what is drawn, what is found: those nodes, and the edges at them. A table has no room for what fades. */
export function rowsAmong(shown: Shown, found: ReadonlySet<string> | null): Shown {
  if (found === null) return shown
  return {
    nodes: shown.nodes.filter(({ id }) => found.has(id)),
    edges: shown.edges.filter(({ from, to }) => found.has(from) || found.has(to)),
  }
}
