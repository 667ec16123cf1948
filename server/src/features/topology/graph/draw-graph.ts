import type { TopologyEdge, TopologyFinding, TopologyGraph, TopologyNode } from '@sluice/shared/topology'
import { findAll } from '../findings/find-all.ts'
import { compare } from '../identity/evidence-index.ts'
import { toEdge } from './draft.ts'
import { focusOn } from './focus.ts'
import type { GraphInput, GraphQuery } from './graph-input.ts'
import { viewAt } from './levels.ts'
import { buildModel, type Model } from './model.ts'
import { drawNodes } from './nodes.ts'
import { versionOf } from './version.ts'

/** Evidence, rules and a time in; the graph out. The same input gives the same graph, in whichever order its rows come. */
export function drawGraph(input: GraphInput, query: GraphQuery): TopologyGraph {
  return drawModel(buildModel(input), query)
}

export function drawModel(model: Model, { level, focus, depth }: GraphQuery): TopologyGraph {
  const { at, window, live, collectors, partial } = model.input
  const view = viewAt(model, level)
  const edges = view.drafts.map((draft) => toEdge(draft, at)).sort(byId)
  const nodes = drawNodes(model, view, edges).sort(byId)
  const shown = focus === undefined ? { nodes, edges } : focusOn({ nodes, edges }, focus, depth)
  return {
    ...{ at, window, level, live, ...shown },
    findings: findAll(nodes, edges, model.who).filter((finding) => shows(shown.nodes, finding, focus)),
    collectors: [...collectors],
    ...(partial !== undefined && { partial }),
    version: versionOf(model),
  }
}

function byId(one: Pick<TopologyEdge, 'id'>, other: Pick<TopologyEdge, 'id'>): number {
  return compare(one.id, other.id)
}

/** Near a focus only what is about something there. */
function shows(nodes: readonly TopologyNode[], { nodes: about }: TopologyFinding, focus?: string): boolean {
  return focus === undefined || nodes.some(({ id }) => about.includes(id))
}
