import type { TopologyEdge, TopologyFinding } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'
import { called, type Flow, finding, leastSure } from './flow.ts'

/** Names that a step has which takes back what was done. They bear a shape out, and make none. */
const FAILURE =
  /(?:^|[._-])(?:reject|rejected|rejection|fail|failed|failure|cancel|cancell?ed|compensat\w*|declin\w*|denied|deny|rollback|roll-back|refund\w*|undo|undone|revert\w*|abort\w*|out-of-stock)(?:[._-]|$)/i
const SHAPE_ALONE = 0.4
const WITH_NAME = 0.85
const CHOREOGRAPHY = 0.75
const CHOREOGRAPHY_MIN = 3

/** From one service to another by a topic. */
interface Step {
  from: EntityId
  topic: EntityId
  to: EntityId
  edges: readonly [TopologyEdge, TopologyEdge]
}

export function findServiceShapes(flow: Flow): TopologyFinding[] {
  const steps = stepsOf(flow)
  return [...findSagas(flow, steps), ...findChoreographies(flow, steps)]
}

function stepsOf(flow: Flow): Step[] {
  return flow.topics.flatMap(({ id: topic }) =>
    flow.writersOf(topic).flatMap((write) =>
      flow
        .readersOf(topic)
        .filter(({ to }) => to !== write.from)
        .map((read): Step => ({ from: write.from, topic, to: read.to, edges: [write, read] })),
    ),
  )
}

/** A writes, B reacts and writes what A reads: where that says that it failed, A takes its own step back. */
function findSagas(flow: Flow, steps: readonly Step[]): TopologyFinding[] {
  const byPair = new Map<string, Step[]>()
  for (const step of steps) {
    const key = `${step.from}\u0000${step.to}`
    byPair.set(key, [...(byPair.get(key) ?? []), step])
  }
  const backs = new Map<EntityId, Step[]>()
  for (const back of steps) {
    const there = byPair.get(`${back.to}\u0000${back.from}`) ?? []
    if (there.length > 0 && FAILURE.test(topicName(flow, back.topic)))
      backs.set(back.topic, [...(backs.get(back.topic) ?? []), back, ...there])
  }
  return [...backs].map(([failure, around]) => {
    const failed = around.filter(({ topic }) => topic === failure)
    const edges = around.flatMap((step) => step.edges)
    return finding({
      ...{ rule: 'saga-compensation', level: 'info', about: failure },
      confidence: Math.max(SHAPE_ALONE, WITH_NAME * leastSure(failed.flatMap((step) => step.edges))),
      nodes: around.flatMap(({ from, topic, to }) => [from, topic, to]),
      edges: edges.map(({ id }) => id),
      detail: {
        failure: topicName(flow, failure),
        by: names(
          flow,
          failed.map(({ from }) => from),
        ),
        compensates: names(
          flow,
          failed.map(({ to }) => to),
        ),
      },
    })
  })
}

/** Services that react to each other’s events, none of which all go through. */
function findChoreographies(flow: Flow, steps: readonly Step[]): TopologyFinding[] {
  const [writing, reading] = [new Set(steps.map(({ from }) => from)), new Set(steps.map(({ to }) => to))]
  const both = new Set([...writing].filter((id) => reading.has(id)))
  const among = steps.filter(({ from, to }) => both.has(from) && both.has(to))
  return components(among).flatMap((part) => {
    const own = among.filter(({ from }) => part.has(from))
    if (part.size < CHOREOGRAPHY_MIN || hasHub(part, own)) return []
    const edges = own.flatMap((step) => step.edges)
    return [
      finding({
        ...{ rule: 'choreography', level: 'info', about: [...part].sort()[0] ?? '' },
        confidence: CHOREOGRAPHY * leastSure(edges),
        nodes: own.flatMap(({ from, topic, to }) => [from, topic, to]),
        edges: edges.map(({ id }) => id),
        detail: { services: names(flow, [...part]), steps: `${own.length}` },
      }),
    ]
  })
}

function components(steps: readonly Step[]): Set<EntityId>[] {
  const home = new Map<EntityId, Set<EntityId>>()
  for (const { from, to } of steps) {
    const [one, other] = [home.get(from) ?? new Set([from]), home.get(to) ?? new Set([to])]
    const joined = one === other ? one : new Set([...one, ...other])
    for (const id of joined) home.set(id, joined)
  }
  return [...new Set(home.values())]
}

/** One that every step begins or ends at conducts the others: that is an orchestra. */
function hasHub(part: ReadonlySet<EntityId>, steps: readonly Step[]): boolean {
  return [...part].some((id) => steps.every(({ from, to }) => from === id || to === id))
}

function topicName({ nodes }: Flow, id: EntityId): string {
  return nodes.get(id)?.topic?.topic ?? id
}

function names(flow: Flow, ids: readonly EntityId[]): string {
  return [...new Set(ids)]
    .map((id) => called(flow, id))
    .sort()
    .join(', ')
}
