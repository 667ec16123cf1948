import type { DetailLevel } from '../scene/detail-level.ts'
import { curvePath } from '../scene/edge-curve.ts'
import { healthSign } from '../scene/edge-style.ts'
import { ARROW, HEALTH_SIGNS, shapeOf } from '../scene/node-shape.ts'
import type { Box, SceneEdge, SceneNode } from '../scene/scene.ts'
import type { CanvasColours } from './canvas-colours.ts'

/** With what is painted. */
export interface Brush {
  context: CanvasRenderingContext2D
  colours: CanvasColours
  level: DetailLevel
  k: number
  /** Back to the plane's own coordinates. */
  place: () => void
}

const paths = new Map<string, Path2D>()
function pathOf(text: string): Path2D {
  const known = paths.get(text)
  if (known) return known
  const path = new Path2D(text)
  paths.set(text, path)
  return path
}

/** Curves of edges that a canvas keeps for as long as the scene stands, with the room they take. */
export function edgeTrails(edges: readonly SceneEdge[]): { box: Box }[] {
  return edges.map(({ curve }) => {
    const xs = curve.flatMap(({ from, a, b, to }) => [from.x, a.x, b.x, to.x])
    const ys = curve.flatMap(({ from, a, b, to }) => [from.y, a.y, b.y, to.y])
    const [left, top] = [Math.min(...xs), Math.min(...ys)]
    return { box: { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top } }
  })
}

const curves = new WeakMap<object, Path2D>()
function curveOf({ curve }: SceneEdge): Path2D {
  const known = curves.get(curve)
  if (known) return known
  const path = new Path2D(curvePath(curve))
  curves.set(curve, path)
  return path
}

/** Below this no eye tells dashes from a line, nor a head from its tip. */
const FINE = 0.16
const GROW: Record<DetailLevel, number> = { dots: 2.4, names: 1.4, cards: 1, lanes: 1 }

export function drawEdge(brush: Brush, edge: SceneEdge, looked: boolean): void {
  const { context, colours, level, k, place } = brush
  const sign = healthSign(edge.health)
  const colour = looked
    ? colours.accent
    : sign
      ? colours.health[sign]
      : edge.active
        ? colours.edge
        : colours.edgeIdle
  context.strokeStyle = colour
  // However small the picture, a line is one that can be seen.
  context.lineWidth = Math.max((edge.width + (looked ? 1.5 : 0)) * GROW[level], 0.8 / k)
  context.setLineDash(edge.dashes !== null && k >= FINE ? [...edge.dashes] : [])
  context.lineCap = edge.line === 'dotted' ? 'round' : 'butt'
  context.stroke(curveOf(edge))
  if (k < FINE) return
  context.fillStyle = colour
  context.translate(edge.head.x, edge.head.y)
  context.rotate((edge.head.angle * Math.PI) / 180)
  const size = (0.75 + edge.width * 0.16) * GROW[level]
  context.scale(size, size)
  context.fill(pathOf(ARROW))
  place()
  if (sign) drawSign(brush, HEALTH_SIGNS[sign], colour, edge.middle.x, edge.middle.y, 1.6 * GROW[level])
}

function drawSign(
  { context, place }: Brush,
  sign: string,
  colour: string,
  x: number,
  y: number,
  scale: number,
): void {
  context.fillStyle = colour
  context.translate(x - 5 * scale, y - 5 * scale)
  context.scale(scale, scale)
  context.fill(pathOf(sign))
  place()
}

export function drawNode(brush: Brush, node: SceneNode, pointed: boolean): void {
  if (brush.level === 'dots' && !pointed) drawDot(brush, node)
  else drawNamed(brush, node, pointed)
}

function drawDot(brush: Brush, { node, x, y, width, height, hue }: SceneNode): void {
  const { context, colours, place } = brush
  const { health } = node
  context.translate(x, y)
  const shape = pathOf(shapeOf(node.kind, width, height))
  context.fillStyle = hue === null ? colours.fill : `oklch(0.66 0.13 ${hue} / 0.55)`
  context.fill(shape)
  context.setLineDash(health === 'unknown' ? [22, 16] : [])
  context.strokeStyle = colours.health[health]
  const sign = healthSign(health)
  context.lineWidth = sign ? 14 : 8
  context.stroke(shape)
  place()
  if (sign)
    drawSign(brush, HEALTH_SIGNS[sign], colours.health[sign], x + width / 2 - 15, y - height / 2 + 5, 5)
}

function drawNamed(
  brush: Brush,
  { node, x, y, width, height, hue, text }: SceneNode,
  pointed: boolean,
): void {
  const { context, colours, k } = brush
  const [left, top] = [x - width / 2, y - height / 2]
  // Far away, what is pointed at still says its name in letters that can be read.
  const large = brush.level === 'dots' ? Math.max(1, 0.5 / k) : 1
  context.setLineDash(node.kind === 'writer' ? [5, 3.5] : [])
  context.fillStyle = colours.raised
  context.strokeStyle = pointed ? colours.accent : colours.hairline
  context.lineWidth = pointed ? 2 : 1
  context.beginPath()
  context.roundRect(
    left - ((large - 1) * width) / 2,
    top - ((large - 1) * height) / 2,
    width * large,
    height * large,
    8,
  )
  context.fill()
  context.stroke()
  context.setLineDash([])
  if (hue !== null) {
    context.strokeStyle = `oklch(0.66 0.13 ${hue})`
    context.lineWidth = 2
    context.beginPath()
    context.moveTo(left, top + 1)
    context.lineTo(left + width, top + 1)
    context.moveTo(left, top + height - 1)
    context.lineTo(left + width, top + height - 1)
    context.stroke()
  }
  context.fillStyle = text.anonymous ? colours.muted : colours.ink
  context.font = `${text.anonymous ? 'italic 500' : '600'} ${22 * large}px ${text.anonymous ? colours.sans : colours.mono}`
  context.textAlign = 'center'
  const first = y + (text.lines.length === 1 ? 8 : -4) * large
  for (const [at, line] of text.lines.entries()) context.fillText(line, x, first + at * 25 * large)
  drawSign(brush, HEALTH_SIGNS[node.health], colours.health[node.health], left + width - 16, top + 16, 1.6)
}

export function drawRing({ context, colours, k }: Brush, node: SceneNode): void {
  context.setLineDash([])
  context.strokeStyle = colours.accent
  context.lineWidth = Math.max(2, 2 / k)
  context.beginPath()
  context.roundRect(
    node.x - node.width / 2 - 4,
    node.y - node.height / 2 - 4,
    node.width + 8,
    node.height + 8,
    11,
  )
  context.stroke()
}
