import type { Message } from '@sluice/shared/messages'
import type { Reach } from '../scene/reach.ts'
import type { Scene } from '../scene/scene.ts'
import type { Caption } from './caption.ts'
import type { EventWay } from './event-ways.ts'
import type { NodeCount } from './flow.ts'

/** Drops tell of the rate that was measured; while events are played only those move. */
export function withoutDrops(scene: Scene): Scene {
  const edges = scene.edges.map((edge) => (edge.flow === null ? edge : { ...edge, flow: null }))
  return { ...scene, edges, edgeById: new Map(edges.map((edge) => [edge.id, edge])) }
}

/** All that the story of these captions went through; `before` where it is no other; null: nothing yet, so that all keeps its colour. */
export function reachOfStory(
  wayOf: (message: Message) => EventWay,
  captions: readonly Caption[],
  before: Reach | null,
): Reach | null {
  const nodes = new Set<string>()
  const edges = new Set<string>()
  for (const { message } of captions) {
    const { topic, from, to } = wayOf(message)
    if (topic !== null) nodes.add(topic)
    for (const { node, edge } of [...(from ? [from] : []), ...to]) {
      nodes.add(node)
      edges.add(edge)
    }
  }
  if (nodes.size === 0) return null
  const isSame = before !== null && isEqual(before.nodes, nodes) && isEqual(before.edges, edges)
  return isSame ? before : { nodes, edges, near: new Set() }
}

const isEqual = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((id) => other.has(id))

/** The nodes that events have come to, as a text that is the same while they are. */
export const touchedText = (counts: ReadonlyMap<string, NodeCount>): string =>
  [...counts.keys()].sort().join('\n')
