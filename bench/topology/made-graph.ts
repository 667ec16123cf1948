import type { TopologyEdge, TopologyGraph, TopologyNode } from '../../shared/src/topology.ts'

const AT = 1_763_700_000_000

/** A graph of services and topics in domains, as research saw them: some 1.3 edges a node, a few of them leading back. */
export function madeGraph(count: number): TopologyGraph {
  const random = seeded(count)
  const services = Math.round(count * 0.38)
  const topics = count - services
  const nodes: TopologyNode[] = []
  for (let at = 0; at < services; at++) nodes.push(service(at))
  for (let at = 0; at < topics; at++) nodes.push(topic(at, random))
  const edges = new Map<string, TopologyEdge>()
  const add = (from: string, to: string): void => {
    const edge = edgeOf(from, to, random)
    edges.set(edge.id, edge)
  }
  // A topic is written by a service near its place in the order and read by later ones: a river, with a few ways back.
  for (let at = 0; at < topics; at++) {
    const near = Math.floor((at / topics) * services)
    const writer = Math.max(0, near - Math.floor(random() * 6))
    add(`service:s${writer}`, `topic:${topicName(at)}`)
    const back = random() < 0.06
    const reader = back
      ? Math.floor(random() * near)
      : Math.min(services - 1, near + 1 + Math.floor(random() * 8))
    add(`topic:${topicName(at)}`, `service:s${reader}`)
  }
  return {
    ...{ at: AT, window: 3_600_000, level: 'service', live: true, nodes, edges: [...edges.values()] },
    ...{ findings: [], collectors: [], version: String(count) },
  }
}

const topicName = (at: number): string => `domain-${at % 24}.events-of-${at}`

/** A node of which nothing is known but its name. */
export function base(id: string, kind: TopologyNode['kind'], name: string): TopologyNode {
  return {
    ...{ id, kind, name, nameFrom: null, owner: null, health: 'ok', parts: [], partCount: 1 },
    ...{ firstSeen: AT, lastSeen: AT, topic: null, groups: [], writer: null },
  }
}

function service(at: number): TopologyNode {
  const node = base(`service:s${at}`, 'service', `service-${at}`)
  return {
    ...node,
    health: at % 37 === 0 ? 'trouble' : at % 23 === 0 ? 'attention' : 'ok',
    writer: {
      ...{ sessions: 1, producer: 'idempotent', transactionalIds: [], clients: [], codecs: [] },
      lastWrite: AT - 1000,
    },
  }
}

const topic = (at: number, random: () => number): TopologyNode => topicNode(topicName(at), random)

export function topicNode(name: string, random: () => number): TopologyNode {
  return {
    ...base(`topic:${name}`, 'topic', name),
    topic: {
      ...{ topic: name, internal: false, partitions: 6, retentionMs: 604_800_000, compacted: false },
      rate: { messages: random() * 500, bytes: null, basis: 'topic' },
      trend: Array.from({ length: 40 }, () => random() * 500),
      ...{ writers: 1, readers: 1, family: null },
    },
  }
}

export function edgeOf(from: string, to: string, random: () => number): TopologyEdge {
  return {
    ...{ id: `${from}>${to}`, from, to, relation: from.startsWith('topic:') ? 'reads' : 'writes' },
    ...{ tier: 'proven', confidence: random() < 0.8 ? 0.97 : 0.6, sources: ['groups'], evidence: 3 },
    ...{ firstSeen: AT, lastSeen: AT, active: random() < 0.7 },
    rate: { messages: random() * 500, bytes: null, basis: 'edge' },
    ...{ lag: null, lagMs: null, lagState: null, health: 'ok' },
  }
}

/** The same graph each time. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
