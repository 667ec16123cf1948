import type { ChangeSign, Changes } from '../diff/changes.ts'
import { boxOf, type SceneEdge, type SceneNode } from '../scene/scene.ts'
import type { Brush } from './canvas-marks.ts'
import { CHANGE_SIGNS } from './svg-change.ts'

const HEALTH = { appeared: 'ok', vanished: 'trouble', changed: 'attention' } as const
/** As large on the screen as can be told apart, however small the picture is. */
const SCREEN_PX = 7

/** The signs of what became of nodes and edges, over everything else. */
export function drawChanges(
  brush: Brush,
  { nodes: ofNodes, edges: ofEdges }: Changes,
  nodes: readonly SceneNode[],
  edges: readonly SceneEdge[],
): void {
  for (const { id, middle } of edges) drawChange(brush, ofEdges.get(id), middle.x, middle.y)
  for (const node of nodes) {
    const { left, top } = boxOf(node)
    drawChange(brush, ofNodes.get(node.id), left, top)
  }
}

function drawChange(
  { context, colours, k, place }: Brush,
  sign: ChangeSign | undefined,
  x: number,
  y: number,
): void {
  if (sign === undefined) return
  const scale = Math.max(1, SCREEN_PX / (9 * k))
  context.translate(x, y)
  context.scale(scale, scale)
  context.fillStyle = colours.health[HEALTH[sign]]
  context.beginPath()
  context.arc(0, 0, 9, 0, 2 * Math.PI)
  context.fill()
  context.strokeStyle = colours.surface
  context.lineWidth = 2.2
  context.setLineDash([])
  context.stroke(new Path2D(CHANGE_SIGNS[sign]))
  place()
}
