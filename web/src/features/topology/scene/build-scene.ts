import { topicHue } from '#ui/topic-hue.ts'
import type { Layout, PlacedEdge } from '../layout/layout-types.ts'
import type { Shown, ShownEdge } from '../model/shown.ts'
import type { Wording } from './card-row.ts'
import { cardText } from './card-text.ts'
import { edgeCurve, headOf, markAt } from './edge-curve.ts'
import { edgeDashes, edgeLine, edgeWidth, flowing, flowSeconds } from './edge-style.ts'
import type { Scene, SceneEdge, SceneNode } from './scene.ts'

/** Puts a graph and its places together. What has no place yet is left out until the layout has come to it. */
export function buildScene(
  graph: Shown,
  layout: Layout,
  pinned: ReadonlyMap<string, unknown>,
  wording: Wording,
): Scene {
  const placeOf = new Map(layout.nodes.map((placed) => [placed.id, placed]))
  const nodes = graph.nodes.flatMap((node): SceneNode[] => {
    const placed = placeOf.get(node.id)
    if (placed === undefined) return []
    const { x, y, width, height, layer } = placed
    const hue = node.topic ? topicHue(node.topic.topic) : null
    const text = cardText(node, wording)
    return [{ id: node.id, node, x, y, width, height, layer, text, hue, pinned: pinned.has(node.id) }]
  })
  const wayOf = new Map(layout.edges.map((placed) => [placed.id, placed]))
  const moving = flowing(graph.edges)
  const edges = graph.edges.flatMap((edge): SceneEdge[] => {
    const way = wayOf.get(edge.id)
    return way === undefined ? [] : [sceneEdge(edge, way, moving)]
  })
  return {
    nodes,
    edges,
    nodeById: new Map(nodes.map((node) => [node.id, node])),
    edgeById: new Map(edges.map((edge) => [edge.id, edge])),
    box: { left: layout.left, top: layout.top, width: layout.width, height: layout.height },
  }
}

function sceneEdge(edge: ShownEdge, way: PlacedEdge, moving: ReadonlySet<string>): SceneEdge {
  const curve = edgeCurve(way.points, way.beside)
  const line = edgeLine(edge)
  const width = edgeWidth(edge.rate.messages)
  return {
    ...{ id: edge.id, edge, from: edge.from, to: edge.to, curve, line, width },
    head: headOf(curve),
    middle: markAt(curve, 0.5),
    dashes: edgeDashes(line, width),
    health: edge.health,
    active: edge.active,
    back: way.reversed || way.loop,
    flow: moving.has(edge.id) ? flowSeconds(edge.rate, edge.active) : null,
  }
}
