import { type Box, boxOf, overlap, type Scene } from './scene.ts'

/** The part of a scene that has something within a box: its nodes, and every edge that passes. */
export function sceneWithin(scene: Scene, box: Box): Scene {
  const nodes = scene.nodes.filter((node) => overlap(boxOf(node), box))
  const edges = scene.edges.filter(({ curve }) =>
    curve.some(({ from, a, b, to }) => {
      const left = Math.min(from.x, a.x, b.x, to.x)
      const top = Math.min(from.y, a.y, b.y, to.y)
      const width = Math.max(from.x, a.x, b.x, to.x) - left
      const height = Math.max(from.y, a.y, b.y, to.y) - top
      return overlap({ left, top, width, height }, box)
    }),
  )
  return {
    nodes,
    edges,
    nodeById: new Map(nodes.map((node) => [node.id, node])),
    edgeById: new Map(edges.map((edge) => [edge.id, edge])),
    box: scene.box,
  }
}
