import { type Reach, reachOfEdge, reachOfNode } from '../scene/reach.ts'
import type { Scene } from '../scene/scene.ts'
import type { Selected } from '../topology-search.ts'
import { reachOfWay } from '../way/ways.ts'

/** What keeps its colour beside what is chosen: the ways to the other end where there is one, or else all up and down the stream. */
export function litOf(scene: Scene, { of, id }: Selected, to: string | undefined): Reach | null {
  if (of === 'edge') return reachOfEdge(id, scene.edges)
  if (!scene.nodeById.has(id)) return null
  const edges = to === undefined ? [] : scene.edges.map(({ edge }) => edge)
  return (to === undefined ? null : reachOfWay(edges, id, to)) ?? reachOfNode(id, scene.edges)
}
