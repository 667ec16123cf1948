import type { TopologyGraph } from '@sluice/shared/topology'
import { useMemo } from 'react'
import type { Shown } from '../model/shown.ts'
import type { TopologySearch } from '../topology-search.ts'
import type { FindQuery } from './find-query.ts'
import { matchFind } from './match-find.ts'
import { parseFind } from './parse-find.ts'

export interface Found<Graph extends Shown = TopologyGraph> {
  /** The graph without what is hidden. */
  graph: Graph | undefined
  /** What is looked for, by its id; null: nothing is looked for. */
  found: ReadonlySet<string> | null
  /** Nodes that are found, of how many that are not hidden, and how many are. */
  counts: { found: number | null; of: number; hidden: number }
}

/** What the link looks for and hides. A text that cannot be read asks for nothing; its field says what is wrong. */
export function useFound(graph: TopologyGraph | undefined, search: TopologySearch): Found {
  const { find = '', hide = '' } = search
  const internal = search.internal === true
  const wanted = useMemo(() => queryOf(find), [find])
  const unwanted = useMemo(() => queryOf(hide), [hide])
  return useMemo(() => findIn(graph, wanted, unwanted, internal), [graph, wanted, unwanted, internal])
}

function queryOf(text: string): FindQuery | null {
  const read = parseFind(text)
  return read.ok ? read.query : null
}

/** What is not known to be unwanted stays. Internal topics that are not drawn are not counted either. */
export function findIn<Graph extends Shown>(
  graph: Graph | undefined,
  wanted: FindQuery | null,
  unwanted: FindQuery | null,
  internal: boolean,
): Found<Graph> {
  if (graph === undefined) return { graph, found: null, counts: { found: null, of: 0, hidden: 0 } }
  const kept = unwanted ? without(graph, (node) => matchFind(unwanted, node) === true) : graph
  const drawn = internal ? kept.nodes : kept.nodes.filter(({ topic }) => topic?.internal !== true)
  const found = wanted && new Set(drawn.filter((node) => matchFind(wanted, node)).map(({ id }) => id))
  const hidden = graph.nodes.length - kept.nodes.length
  return { graph: kept, found, counts: { found: found?.size ?? null, of: drawn.length, hidden } }
}

function without<Graph extends Shown>(
  graph: Graph,
  unwanted: (node: Graph['nodes'][number]) => boolean,
): Graph {
  const gone = new Set(graph.nodes.filter(unwanted).map(({ id }) => id))
  if (gone.size === 0) return graph
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id))
  const edges = graph.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to))
  return { ...graph, nodes, edges }
}

/** The drawn nodes that are found, or that hold one that is. */
export function foundAmong(
  shown: Shown | undefined,
  found: ReadonlySet<string> | null,
): ReadonlySet<string> | null {
  if (shown === undefined || found === null) return null
  const has = ({ id }: { id: string }) => found.has(id)
  return new Set(shown.nodes.filter((node) => has(node) || node.holds?.nodes.some(has)).map(({ id }) => id))
}
