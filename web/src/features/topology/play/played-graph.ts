import type { TopologyGraph, TopologyNode, TopologyTimes } from '@sluice/shared/topology'
import { entityId } from '@sluice/shared/topology-evidence'

/** Which graph goes with a time that is played. */
export interface GraphTime {
  /** As of when; null: as it is now. */
  at: number | null
  /** Whether evidence of the time played is kept. */
  known: boolean
}

/** The end of the stretch of evidence that a time is in. Of times without evidence there is only the graph of now. */
export function graphTime(played: number, { bucketMs, first, last }: TopologyTimes): GraphTime {
  if (first === null || last === null || played < first) return { at: null, known: false }
  const end = (Math.floor(played / bucketMs) + 1) * bucketMs
  return end > last ? { at: null, known: true } : { at: end, known: true }
}

/** What events of these topics can go through: the topics, whether or not evidence speaks of them, and who writes and reads them. */
export function graphOfTopics(graph: TopologyGraph, topics: readonly string[]): TopologyGraph {
  const wanted = new Set(topics.map((topic) => entityId('topic', topic)))
  const edges = graph.edges.filter(({ from, to }) => wanted.has(from) || wanted.has(to))
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const nodes = graph.nodes.filter(({ id, topic }) => wanted.has(id) || (topic === null && ends.has(id)))
  const kept = new Set(nodes.map(({ id }) => id))
  const missing = topics.filter((topic) => !kept.has(entityId('topic', topic)))
  return {
    ...graph,
    nodes: [...nodes, ...missing.map(bareTopic)],
    edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  }
}

const NO_RATE = { messages: null, bytes: null, basis: 'none' as const }

function bareTopic(topic: string): TopologyNode {
  return {
    ...{ id: entityId('topic', topic), kind: 'topic', name: topic, nameFrom: null, owner: null },
    ...{
      health: 'unknown',
      parts: [],
      partCount: 0,
      firstSeen: null,
      lastSeen: null,
      groups: [],
      writer: null,
    },
    topic: {
      ...{ topic, internal: false, partitions: null, retentionMs: null, compacted: null, rate: NO_RATE },
      ...{ trend: [], writers: 0, readers: 0, family: null },
    },
  }
}
