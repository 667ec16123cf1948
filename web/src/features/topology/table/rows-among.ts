import type { Shown } from '../model/shown.ts'
import type { Reach } from '../scene/reach.ts'

/** Of what is drawn, what is found and what a finding is about: a table has no room for what fades. */
export function rowsAmong(shown: Shown, found: ReadonlySet<string> | null, about: Reach | null): Shown {
  if (found === null && about === null) return shown
  const isFound = (id: string): boolean => found?.has(id) ?? true
  return {
    nodes: shown.nodes.filter(({ id }) => isFound(id) && (about?.nodes.has(id) ?? true)),
    edges: shown.edges.filter(
      ({ id, from, to }) => (isFound(from) || isFound(to)) && (about?.edges.has(id) ?? true),
    ),
  }
}
