import type { LagState } from '@sluice/shared/groups-state'
import { type EdgeTier, type TopologyEdge, TopologyGraph, type TopologyNode } from '@sluice/shared/topology'

const AT = 1_763_700_000_000

const NO_RATE = { messages: null, bytes: null, basis: 'none' as const }

export function topicNode(
  topic: string,
  more: Partial<NonNullable<TopologyNode['topic']>> = {},
): TopologyNode {
  return {
    ...nodeOf(`topic:${topic}`, 'topic', topic),
    topic: {
      topic,
      internal: false,
      partitions: 3,
      retentionMs: 604_800_000,
      compacted: false,
      rate: { messages: 4.2, bytes: 900, basis: 'edge' },
      trend: [2, 3, 4, 4, null, 5, 6, 4, 4.2],
      writers: 1,
      readers: 1,
      family: null,
      ...more,
    },
  }
}

export function serviceNode(name: string, groups: TopologyNode['groups'] = []): TopologyNode {
  return { ...nodeOf(`service:${name}`, 'service', name), nameFrom: 'headers', groups, writer: writerFacts() }
}

export function writerNode(id: string): TopologyNode {
  return { ...nodeOf(id, 'writer', null), writer: writerFacts() }
}

export function groupFacts(
  group: string,
  lag: string,
  lagState: LagState = 'OK',
): TopologyNode['groups'][number] {
  return {
    group,
    type: 'classic',
    state: 'Stable',
    members: 2,
    lag,
    lagState,
    time: {
      ...{ ms: lag === '0' ? 0 : 72_000, atLeast: false, method: 'interpolated', confidence: 'medium' },
      ...{ clockSkew: false, asOf: AT },
    },
  }
}

function writerFacts(): NonNullable<TopologyNode['writer']> {
  return {
    ...{ sessions: 2, producer: 'idempotent', transactionalIds: [], clients: ['kafkajs'] },
    ...{ codecs: ['gzip'], lastWrite: AT - 12_000 },
  }
}

function nodeOf(id: string, kind: TopologyNode['kind'], name: string | null): TopologyNode {
  return {
    ...{ id, kind, name, nameFrom: null, owner: null, health: 'ok', parts: [], partCount: 1 },
    ...{ firstSeen: AT - 3_600_000, lastSeen: AT, topic: null, groups: [], writer: null },
  }
}

export function edgeOf(
  from: string,
  to: string,
  tier: EdgeTier = 'proven',
  rate: number | null = 4.2,
): TopologyEdge {
  const reads = from.startsWith('topic:')
  return {
    ...{ id: `${from}→${to}`, from, to, relation: reads ? 'reads' : 'writes', tier },
    ...{ confidence: tier === 'proven' ? 0.98 : tier === 'observed' ? 0.92 : 0.7, evidence: 3 },
    sources: reads ? ['groups', 'commits'] : ['headers', 'producers'],
    ...{ firstSeen: AT - 3_600_000, lastSeen: AT, active: true },
    rate: rate === null ? NO_RATE : { messages: rate, bytes: rate * 200, basis: 'edge' },
    ...{ lag: reads ? '12' : null, lagMs: reads ? 3000 : null, lagState: reads ? 'OK' : null, health: 'ok' },
  }
}

export function graphOf(nodes: TopologyNode[], edges: TopologyEdge[]): TopologyGraph {
  const graph: TopologyGraph = {
    ...{ at: AT, window: 3_600_000, level: 'service', live: true, nodes, edges, findings: [] },
    collectors: [],
    version: '1',
  }
  return TopologyGraph.parse(graph)
}

const WRITES: Record<string, readonly string[]> = {
  rental: [
    'rental.book-rented',
    'rental.book-returned',
    'rental.suspension-lifted',
    'rental.rental-cancelled',
  ],
  member: ['member.rental-rejected', 'member.points-restored'],
  book: ['book.rental-rejected', 'book.loan-released'],
  'best-book': ['best-book.ranking'],
}

const READS: Record<string, readonly string[]> = {
  rental: ['member.rental-rejected', 'book.rental-rejected'],
  member: ['rental.book-rented', 'rental.book-returned', 'rental.suspension-lifted', 'book.rental-rejected'],
  book: ['rental.book-rented', 'rental.book-returned', 'member.rental-rejected'],
  'best-book': ['rental.book-rented'],
}

/** The library of the samples, as the server tells of it. */
export function librarySaga(): TopologyGraph {
  const services = Object.keys(WRITES).map((name) => serviceNode(name, [groupFacts(`library.${name}`, '12')]))
  const topics = Object.values(WRITES).flatMap((names) => names.map((name) => topicNode(name)))
  const edges = [
    ...Object.entries(WRITES).flatMap(([name, written]) =>
      written.map((topic) => edgeOf(`service:${name}`, `topic:${topic}`)),
    ),
    ...Object.entries(READS).flatMap(([name, read]) =>
      read.map((topic) => edgeOf(`topic:${topic}`, `service:${name}`)),
    ),
  ]
  return graphOf([...services, ...topics], edges)
}
