import { createHash } from 'node:crypto'
import type { TopologyEdge, TopologyFinding, TopologyNode } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'
import { compare } from '../identity/evidence-index.ts'

/** Who writes and reads, as far as it is worth a conclusion: what is only permitted or suspected is not. */
export interface Flow {
  nodes: ReadonlyMap<EntityId, TopologyNode>
  writersOf(topic: EntityId): readonly TopologyEdge[]
  readersOf(topic: EntityId): readonly TopologyEdge[]
  writesOf(actor: EntityId): readonly TopologyEdge[]
  readsOf(actor: EntityId): readonly TopologyEdge[]
  topics: readonly TopologyNode[]
  actors: readonly TopologyNode[]
  edges: readonly TopologyEdge[]
}

const LISTED_MAX = 200
const NONE: readonly never[] = []

export function flowOf(nodes: readonly TopologyNode[], all: readonly TopologyEdge[]): Flow {
  const edges = all.filter(
    ({ relation, tier }) =>
      (relation === 'writes' || relation === 'reads') && tier !== 'permitted' && tier !== 'suspected',
  )
  const [writers, readers, writes, reads] = [
    by(edges, 'writes', 'to'),
    by(edges, 'reads', 'from'),
    by(edges, 'writes', 'from'),
    by(edges, 'reads', 'to'),
  ]
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    writersOf: (topic) => writers.get(topic) ?? NONE,
    readersOf: (topic) => readers.get(topic) ?? NONE,
    writesOf: (actor) => writes.get(actor) ?? NONE,
    readsOf: (actor) => reads.get(actor) ?? NONE,
    topics: nodes.filter(({ kind }) => kind === 'topic'),
    actors: nodes.filter(({ kind }) => kind === 'service' || kind === 'group' || kind === 'writer'),
    edges,
  }
}

function by(
  edges: readonly TopologyEdge[],
  relation: TopologyEdge['relation'],
  end: 'from' | 'to',
): Map<EntityId, TopologyEdge[]> {
  const found = new Map<EntityId, TopologyEdge[]>()
  for (const edge of edges) {
    if (edge.relation !== relation) continue
    const known = found.get(edge[end])
    if (known === undefined) found.set(edge[end], [edge])
    else known.push(edge)
  }
  return found
}

/** The same for the same rule about the same main node, so that what is looked at stays while others come and go. */
export function finding({
  rule,
  about,
  ...rest
}: Omit<TopologyFinding, 'id'> & { about: EntityId }): TopologyFinding {
  const id = createHash('sha256')
    .update(JSON.stringify([rule, about]))
    .digest('base64url')
    .slice(0, 16)
  return {
    ...{ ...rest, id: `${rule}-${id}`, rule },
    confidence: Math.round(rest.confidence * 100) / 100,
    nodes: [...new Set(rest.nodes)].sort(compare).slice(0, LISTED_MAX),
    edges: [...new Set(rest.edges)].sort(compare).slice(0, LISTED_MAX),
  }
}

/** A conclusion is no surer than the least sure of what it rests on. */
export function leastSure(edges: readonly Pick<TopologyEdge, 'confidence'>[]): number {
  return edges.reduce((least, { confidence }) => Math.min(least, confidence), 1)
}

export function surest(edges: readonly Pick<TopologyEdge, 'confidence'>[]): number {
  return edges.reduce((most, { confidence }) => Math.max(most, confidence), 0)
}

/** The name without which a node cannot be spoken of: its own, or its id. */
export function called({ nodes }: Flow, id: EntityId): string {
  return nodes.get(id)?.name ?? id
}
