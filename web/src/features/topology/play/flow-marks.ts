import { formatShort } from '#lib/number-format.ts'
import { curvePath } from '../scene/edge-curve.ts'
import type { SceneEdge } from '../scene/scene.ts'
import type { Dot } from './flow.ts'
import { colourOf, type FlowBrush, sagaLetter } from './flow-brush.ts'
import { placeOn } from './track.ts'

/** Seen from afar, what moves is drawn larger than the plane it moves on. */
const grown = (k: number, most: number): number => Math.min(most, Math.max(1, 0.85 / k))
const FAINT = 0.22
/** Behind a dot, in pixels of the plane. */
const TAIL = 22

const curves = new WeakMap<object, Path2D>()
function pathOf({ curve }: SceneEdge): Path2D {
  const known = curves.get(curve)
  if (known) return known
  const path = new Path2D(curvePath(curve))
  curves.set(curve, path)
  return path
}

/** Arrows along which so much goes that their dots are a sample: a bed whose breadth and number say how much. */
export function drawStreams(brush: FlowBrush): void {
  const { context, scene, colours, flow, now, k, following } = brush
  context.lineCap = 'round'
  context.strokeStyle = colours.event
  for (const [id, rate] of flow.streams(now)) {
    const edge = scene.edgeById.get(id)
    if (edge === undefined) continue
    context.globalAlpha = following ? 0.06 : 0.17
    context.lineWidth = (4 + 2.2 * Math.log2(rate / 6)) * grown(k, 2.4)
    context.stroke(pathOf(edge))
  }
  context.globalAlpha = 1
}

/** Beside the arrow and its dots; above it stand the counts of nodes. */
const BELOW = 15

export function drawRates(brush: FlowBrush): void {
  const { scene, flow, now, k, following } = brush
  if (following) return
  for (const [id, rate] of flow.streams(now)) {
    const middle = scene.edgeById.get(id)?.middle
    if (middle !== undefined)
      pill(brush, `${formatShort(rate)}/s`, middle.x, middle.y + BELOW * grown(k, 2), 'plain')
  }
}

const place = { x: 0, y: 0 }
const behind = { x: 0, y: 0 }

export function drawDots(brush: FlowBrush): void {
  const later: Dot[] = []
  for (const dot of brush.flow.dots(brush.now)) {
    // Followed ones lie over all others.
    if (dot.saga !== null) later.push(dot)
    else drawDot(brush, dot)
  }
  for (const dot of later) drawDot(brush, dot)
  brush.context.globalAlpha = 1
}

function drawDot(brush: FlowBrush, { edge, starts, lasts, count, available, saga }: Dot): void {
  const { context, now, k, colours, following } = brush
  const track = brush.trackOf(edge)
  if (track === null) return
  const share = eased((now - starts) / lasts)
  placeOn(track, share, place)
  placeOn(track, share - (TAIL * grown(k, 2)) / Math.max(1, track.length), behind)
  const colour = colourOf(colours, saga)
  const size = ((saga === null ? 3.4 : 6.5) + Math.min(2.2, 0.7 * Math.log2(count))) * grown(k, 2.6)
  const alpha = following && saga === null ? FAINT : 1
  context.strokeStyle = colour
  context.lineCap = 'round'
  context.globalAlpha = alpha * (available ? 0.28 : 0.4)
  context.lineWidth = size * 1.1
  context.beginPath()
  context.moveTo(behind.x, behind.y)
  context.lineTo(place.x, place.y)
  context.stroke()
  context.globalAlpha = alpha
  context.beginPath()
  context.arc(place.x, place.y, size, 0, 2 * Math.PI)
  context.fillStyle = available ? colours.surface : colour
  context.fill()
  if (available) {
    context.globalAlpha = alpha * 0.85
    context.lineWidth = Math.max(1.4, size * 0.34)
    context.stroke()
  }
  if (saga !== null) letter(brush, sagaLetter(saga), size, available ? colour : colours.surface)
}

function letter({ context, colours }: FlowBrush, text: string, size: number, colour: string): void {
  context.globalAlpha = 1
  context.fillStyle = colour
  context.font = `700 ${size * 1.5}px ${colours.sans}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, place.x, place.y + size * 0.08)
}

/** Leaves and arrives gently. */
const eased = (share: number): number => (share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share))

/** Where something happened: a rim that shines and goes out. Nodes that may not have read it do not shine. */
export function drawGlows(brush: FlowBrush): void {
  const { context, scene, colours, flow, now, k, following } = brush
  for (const [id, level, saga] of flow.glows(now)) {
    const node = scene.nodeById.get(id)
    if (node === undefined) continue
    const alpha = following && saga === null ? FAINT * 0.6 : 1
    context.strokeStyle = colourOf(colours, saga)
    const halo = 7 * grown(k, 3)
    for (const [reach, strength] of [
      [halo, 0.16],
      [halo / 2, 0.3],
      [0, 0.85],
    ] as const) {
      context.globalAlpha = alpha * strength * level
      context.lineWidth = reach === 0 ? 2 * grown(k, 3) : halo / 2
      context.beginPath()
      context.roundRect(
        node.x - node.width / 2 - reach,
        node.y - node.height / 2 - reach,
        node.width + 2 * reach,
        node.height + 2 * reach,
        8 + reach,
      )
      context.stroke()
    }
  }
  context.globalAlpha = 1
}

/** How many events each node has seen: full what was written, hollow what became available. */
export function drawCounts(brush: FlowBrush): void {
  const { scene, flow, k } = brush
  if (k < 0.2) return
  for (const [id, { written, available }] of flow.counts) {
    const node = scene.nodeById.get(id)
    if (node === undefined) continue
    const top = node.y - node.height / 2
    if (available > 0) pill(brush, formatShort(available), node.x - node.width / 2, top, 'hollow')
    if (written > 0) pill(brush, formatShort(written), node.x + node.width / 2, top, 'full')
  }
}

type PillLook = 'full' | 'hollow' | 'plain'

function pill(brush: FlowBrush, text: string, x: number, y: number, look: PillLook): void {
  const { context, colours, k } = brush
  const size = 10.5 * grown(k, 2.4)
  context.font = `600 ${size}px ${colours.sans}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const height = size * 1.55
  const width = Math.max(height, context.measureText(text).width + size * 0.9)
  // At a node they stand on its upper rim, within its sides: what its corners show stays in sight.
  const middle = look === 'plain' ? x : look === 'full' ? x - width / 2 : x + width / 2
  const level = look === 'plain' ? y : y - height / 2 - 2
  context.beginPath()
  context.roundRect(middle - width / 2, level - height / 2, width, height, height / 2)
  context.fillStyle = look === 'full' ? colours.event : colours.raised
  context.fill()
  context.strokeStyle =
    look === 'plain' ? colours.hairline : look === 'full' ? colours.surface : colours.event
  context.lineWidth = 1.2
  context.stroke()
  context.fillStyle = look === 'full' ? colours.eventInk : look === 'hollow' ? colours.event : colours.ink
  context.fillText(text, middle, level + size * 0.06)
}
