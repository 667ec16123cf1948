import type { Truth } from '@sluice/demo/systems/truth.ts'
import type { TopologyEdge, TopologyGraph, TopologyNode } from '../../shared/src/topology.ts'
import { type OwnersOf, ownersBy } from './owners.ts'

/** A graph as it is judged: what is only permitted was not done by anybody. */
export interface Stage {
  edges: readonly TopologyEdge[]
  nodes: ReadonlyMap<string, TopologyNode>
  ownersOf: OwnersOf
}

/** That part of a graph which speaks of the topics of one system. */
export function stageOf({ nodes, edges }: TopologyGraph, truth: Truth): Stage {
  const topics = new Set([...truth.writers, ...truth.readers].map(({ topic }) => topic))
  const speaks = ({ from, to }: TopologyEdge) => [from, to].some((id) => topics.has(topicName(id)))
  return {
    edges: edges.filter((edge) => edge.tier !== 'permitted' && speaks(edge)),
    nodes: new Map(nodes.map((node) => [node.id, node])),
    ownersOf: ownersBy(truth),
  }
}

/** Empty for what is no topic. */
export function topicName(id: string): string {
  return id.startsWith('topic:') ? id.slice('topic:'.length) : ''
}

export function whyWrong(owners: ReadonlySet<string>): string {
  if (owners.size === 0) return 'is nobody of this system'
  return owners.size === 1 ? `${[...owners][0]} does not` : `joins ${[...owners].join(' and ')}`
}
