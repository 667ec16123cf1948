import type { TopologyFinding, TopologyNode } from '@sluice/shared/topology'
import { called, type Flow, finding, leastSure } from './flow.ts'

/** Names that a state made for reading has. */
const VIEW =
  /(?:^|[._-])(?:views?|projections?|read-?models?|rankings?|summar(?:y|ies)|snapshots?|tables?|index|best|top|totals?|candles?|state)(?:[._-]|$)/i
const OUTBOX = /(?:^|[._-])outbox(?:[._-]|$)/i
const BY_SHAPE = 0.6
const BY_NAME_TOO = 0.8

export function findStreamShapes(flow: Flow): TopologyFinding[] {
  return [
    ...flow.actors.flatMap((actor) => readModel(flow, actor)),
    ...flow.topics.flatMap((topic) => outbox(flow, topic)),
  ]
}

/** CQRS: events of others become a state of one’s own, kept by key, that is written by nobody else. */
function readModel(flow: Flow, actor: TopologyNode): TopologyFinding[] {
  const events = flow.readsOf(actor.id).filter(({ from }) => {
    const writers = flow.writersOf(from)
    return (
      writers.length > 0 &&
      writers.every((write) => write.from !== actor.id) &&
      !isState(flow.nodes.get(from))
    )
  })
  if (events.length === 0) return []
  return flow.writesOf(actor.id).flatMap((write) => {
    const state = flow.nodes.get(write.to)
    if (state === undefined || !isState(state) || flow.writersOf(write.to).length > 1) return []
    const name = state.topic?.topic ?? ''
    return [
      finding({
        ...{ rule: 'cqrs', level: 'info', about: write.to },
        confidence: (VIEW.test(name) ? BY_NAME_TOO : BY_SHAPE) * leastSure([write, ...events]),
        nodes: [actor.id, write.to, ...events.map(({ from }) => from)],
        edges: [write.id, ...events.map(({ id }) => id)],
        detail: {
          ...{ state: name, by: called(flow, actor.id) },
          from: events
            .map(({ from }) => called(flow, from))
            .sort()
            .join(', '),
        },
      }),
    ]
  })
}

function isState(node: TopologyNode | undefined): boolean {
  const inner = node?.topic?.family?.role === 'changelog' || node?.topic?.family?.role === 'repartition'
  return node?.topic?.compacted === true && !inner
}

/** Outbox: its topics are named so; one that writes there beside the relay goes around it. */
function outbox(flow: Flow, node: TopologyNode): TopologyFinding[] {
  const name = node.topic?.topic ?? ''
  if (!OUTBOX.test(name)) return []
  const writers = flow.writersOf(node.id)
  const bypassed = writers.length > 1
  return [
    finding({
      ...{ rule: 'outbox', level: bypassed ? 'attention' : 'info', about: node.id },
      confidence: writers.length === 0 ? BY_SHAPE : BY_NAME_TOO * leastSure(writers),
      nodes: [node.id, ...writers.map(({ from }) => from)],
      edges: writers.map(({ id }) => id),
      detail: {
        ...{ topic: name, bypassed: `${bypassed}` },
        writers: writers
          .map(({ from }) => called(flow, from))
          .sort()
          .join(', '),
      },
    }),
  ]
}
