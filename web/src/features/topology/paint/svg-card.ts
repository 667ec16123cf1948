import { sparklineShape } from '#charts/sparkline-geometry.ts'
import type { CardRow } from '../scene/card-row.ts'
import { CARD } from '../scene/card-size.ts'
import { GLYPHS, HEALTH_SIGNS } from '../scene/node-shape.ts'
import type { SceneNode } from '../scene/scene.ts'
import { cellsOf, shortName } from '../scene/short-name.ts'
import { svgElement, svgText } from './svg-element.ts'

const PAD = 10
/** Room for the flow of a topic, beside its figure. */
const FIGURE = 62

/** All that a card says, as a picture of its own: name, state, its lines, and of a topic the flow of its last while. */
export function drawCard(scene: SceneNode): SVGGElement {
  const { node, text, width, pinned } = scene
  const card = svgElement('g', { class: 'detail' })
  svgElement(
    'path',
    { class: 'glyph', d: GLYPHS[node.kind], transform: `translate(${PAD} 10) scale(.95)` },
    card,
  )
  svgText(text.title, { class: 'title', x: PAD + 20, y: 21.5 }, card)
  svgElement(
    'path',
    { class: 'sign', d: HEALTH_SIGNS[node.health], transform: `translate(${width - PAD - 9} 12)` },
    card,
  )
  if (pinned)
    svgElement(
      'path',
      {
        class: 'pin',
        d: 'M0-3.5a2.6 2.6 0 1 1 0 5.2V5M-2.2 1.7h4.4',
        transform: `translate(${width - PAD - 4.5} 28)`,
      },
      card,
    )
  let y: number = CARD.head + 12
  for (const [at, row] of text.rows.entries()) {
    if (text.strip && at === text.rows.length - 1) {
      drawStrip(card, scene, y - 9)
      y += CARD.strip
    }
    drawRow(card, row, y, width)
    y += CARD.row
  }
  return card
}

/** Letters of the small lines, as wide as they are on most systems. */
const LETTER = 5.9

function drawRow(card: SVGGElement, { left, right, tone }: CardRow, y: number, width: number): void {
  const mark = tone === 'trouble' || tone === 'attention' || tone === 'unknown' ? tone : null
  const free = width - 2 * PAD - (mark ? 12 : 0) - (right ? cellsOf(right) * LETTER + 8 : 0)
  svgText(shortName(left, Math.max(4, Math.floor(free / LETTER))), { class: 'left', x: PAD, y }, card)
  if (right === null) return
  svgText(right, { class: 'right', x: width - PAD - (mark ? 12 : 0), y, 'data-tone': tone }, card)
  if (mark)
    svgElement(
      'path',
      {
        ...{ class: 'sign', 'data-health': mark, d: HEALTH_SIGNS[mark] },
        transform: `translate(${width - PAD - 9} ${y - 8.5}) scale(.9)`,
      },
      card,
    )
}

/** The place of a topic's flow, or, drawn larger, of its lanes. */
export function stripBox({ width }: SceneNode): { x: number; y: number; width: number; height: number } {
  return { x: PAD, y: CARD.head + 3 + CARD.row, width: width - 2 * PAD, height: CARD.strip - 6 }
}

function drawStrip(card: SVGGElement, scene: SceneNode, y: number): void {
  const { strip } = scene.text
  if (strip === null) return
  const box = stripBox(scene)
  const flow = svgElement('g', { class: 'strip' }, card)
  const size = { width: box.width - FIGURE, height: box.height }
  const { line, area, dots } = sparklineShape(strip.trend, size)
  const picture = svgElement('g', { transform: `translate(${box.x} ${box.y})` }, flow)
  svgElement('rect', { class: 'bed', ...size, rx: 2 }, picture)
  if (area !== '') svgElement('path', { class: 'water', d: area }, picture)
  if (line !== '') svgElement('path', { class: 'front', d: line }, picture)
  for (const { x, y: top } of dots) svgElement('circle', { class: 'drop', cx: x, cy: top, r: 1.5 }, picture)
  svgText(strip.figure, { class: 'figure', x: box.x + box.width, y: y + 22 }, flow)
}
