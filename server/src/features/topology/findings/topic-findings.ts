import type { TopologyFinding, TopologyNode } from '@sluice/shared/topology'
import { holdsCopies } from '../graph/topic-family.ts'
import { called, type Flow, finding, leastSure, surest } from './flow.ts'

/** Topics that several write by design. */
const SHARED =
  /(?:^|[._-])(?:audit|logs?|metrics|dlt|dlq|dead[._-]?letters?|retry|repl(?:y|ies)|commands?|cmd)(?:[._-]|$)/i
/** That nobody is known to write or read is not that nobody does. */
const NOBODY_KNOWN = 0.6
/** Two of whom one has no name may be one. */
const NAMELESS = 0.7

export function findOfTopics(flow: Flow): TopologyFinding[] {
  return flow.topics
    .filter(({ topic }) => topic !== null && !topic.internal)
    .flatMap((node) => [
      ...withoutWriter(flow, node),
      ...withoutReader(flow, node),
      ...withSeveral(flow, node),
    ])
}

function withoutWriter(flow: Flow, { id, topic, name }: TopologyNode): TopologyFinding[] {
  if (topic === null || topic.writers > 0 || topic.family?.role === 'changelog') return []
  const readers = flow.readersOf(id)
  const rate = topic.rate.messages
  return [
    finding({
      ...{ rule: 'no-writer', level: 'info', about: id },
      confidence: rate === 0 ? 0.9 : NOBODY_KNOWN,
      nodes: [id, ...readers.map(({ to }) => to)],
      edges: readers.map((edge) => edge.id),
      detail: { topic: name ?? id, readers: `${readers.length}`, ...(rate !== null && { rate: `${rate}` }) },
    }),
  ]
}

function withoutReader(flow: Flow, { id, topic, name }: TopologyNode): TopologyFinding[] {
  if (topic === null || topic.readers > 0) return []
  const writers = flow.writersOf(id)
  const rate = topic.rate.messages
  if (writers.length === 0 && (rate ?? 0) === 0) return []
  const buried = topic.family?.role === 'dead-letter' || (topic.family === null && holdsCopies(topic.topic))
  return [
    finding({
      ...{
        rule: buried ? 'dead-letters-unread' : 'no-reader',
        level: buried ? 'attention' : 'info',
        about: id,
      },
      confidence: NOBODY_KNOWN,
      nodes: [id, ...writers.map(({ from }) => from)],
      edges: writers.map((edge) => edge.id),
      detail: { topic: name ?? id, writers: `${writers.length}`, ...(rate !== null && { rate: `${rate}` }) },
    }),
  ]
}

/** The single writer principle: writers are services here, and no producers, so that replicas are one. */
function withSeveral(flow: Flow, { id, topic, name }: TopologyNode): TopologyFinding[] {
  const active = flow
    .writersOf(id)
    .filter((edge) => edge.active && (edge.tier === 'proven' || edge.tier === 'observed'))
  const role = topic?.family?.role
  const shared = SHARED.test(topic?.topic ?? '') || role === 'dead-letter' || role === 'retry'
  const kinds = active.map(({ from }) => flow.nodes.get(from)?.kind)
  if (active.length < 2 || shared || kinds.includes('session')) return []
  const sorted = [...active].sort((one, other) => other.confidence - one.confidence)
  return [
    finding({
      ...{ rule: 'multiple-writers', level: 'attention', about: id },
      confidence: leastSure(sorted.slice(0, 2)) * (kinds.includes('writer') ? NAMELESS : 1) * surest(sorted),
      nodes: [id, ...active.map(({ from }) => from)],
      edges: active.map((edge) => edge.id),
      detail: {
        topic: name ?? id,
        writers: active
          .map(({ from }) => called(flow, from))
          .sort()
          .join(', '),
      },
    }),
  ]
}
