import type { Reach } from '../scene/reach.ts'
import type { Scene } from '../scene/scene.ts'
import type { Caption } from './caption.ts'
import { eventWays } from './event-ways.ts'
import type { NodeCount } from './flow.ts'

/** Drops tell of the rate that was measured; while events are played only those move. */
export function withoutDrops(scene: Scene): Scene {
  const edges = scene.edges.map((edge) => (edge.flow === null ? edge : { ...edge, flow: null }))
  return { ...scene, edges, edgeById: new Map(edges.map((edge) => [edge.id, edge])) }
}

/** All that the story of these captions went through; null: nothing yet, so that all keeps its colour. */
export function reachOfStory(scene: Scene, captions: readonly Caption[]): Reach | null {
  const wayOf = eventWays(scene)
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
  return nodes.size === 0 ? null : { nodes, edges, near: new Set() }
}

/** The nodes that events have come to, as a text that is the same while they are. */
export const touchedText = (counts: ReadonlyMap<string, NodeCount>): string =>
  [...counts.keys()].sort().join('\n')
