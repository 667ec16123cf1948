import type { CardLanes } from '../scene/card-lanes.ts'
import { CARD } from '../scene/card-size.ts'
import { DOTS, GLYPHS, HEALTH_SIGNS } from '../scene/node-shape.ts'
import type { SceneNode } from '../scene/scene.ts'
import { drawCard } from './svg-card.ts'
import { setAttributes, svgElement, svgText } from './svg-element.ts'
import { drawLanes } from './svg-lanes.ts'
import { drawMarks, drawStack } from './svg-marks.ts'

/** The picture of one node. What is only seen large is made when it is first seen so. */
export interface SvgNode {
  group: SVGGElement
  scene: SceneNode
  update(node: SceneNode): void
  /** Where it is drawn now, on its way or under a hand. */
  at: { x: number; y: number }
  place(x: number, y: number): void
  showCard(shown: boolean): void
  /** Of a topic drawn large; null: its flow is shown. */
  setLanes(lanes: CardLanes | null): void
}

export function createSvgNode(first: SceneNode): SvgNode {
  const group = svgElement('g', { class: 'node' })
  const dot = svgElement('g', { class: 'dot' }, group)
  const card = svgElement('g', { class: 'card' }, group)
  const frame = svgElement('rect', { class: 'frame' }, card)
  let scene = first
  let cardDetail: SVGGElement | null = null
  let written: SceneNode | null = null
  let lanes: CardLanes | null = null

  function redraw(): void {
    const { node, width, height, hue } = scene
    setAttributes(group, {
      'data-node': node.id,
      'data-kind': node.kind,
      'data-health': node.health,
      'data-box': scene.text.stack ? '' : null,
      'data-anonymous': scene.text.anonymous ? '' : null,
      'data-internal': node.topic?.internal ? '' : null,
    })
    if (hue !== null) group.style.setProperty('--hue', String(hue))
    setAttributes(frame, {
      width,
      height,
      rx: node.kind === 'topic' && !scene.text.stack ? 3 : node.kind === 'writer' ? 16 : 9,
    })
    drawDot(dot, scene)
    card.querySelector('.large')?.remove()
    for (const part of ['.banks', '.stack', '.marks']) card.querySelector(part)?.remove()
    if (scene.text.stack) frame.before(drawStack(scene))
    if (node.kind === 'topic' && !scene.text.stack)
      frame.after(svgElement('path', { class: 'banks', d: `M0 1h${width}M0 ${height - 1}h${width}` }))
    card.append(drawLargeName(scene))
    if (scene.text.marks) card.append(drawMarks(scene))
    if (cardDetail !== null) showCard(true)
  }

  function showCard(shown: boolean): void {
    if (!shown) {
      cardDetail?.remove()
      cardDetail = null
      return
    }
    if (cardDetail !== null && written === scene) return
    cardDetail?.remove()
    cardDetail = drawCard(scene)
    if (lanes) cardDetail.append(drawLanes(scene, lanes))
    card.append(cardDetail)
    written = scene
  }

  let at = { x: first.x, y: first.y }
  function place(x: number, y: number): void {
    at = { x, y }
    setAttributes(group, { transform: `translate(${x - scene.width / 2} ${y - scene.height / 2})` })
  }

  redraw()
  place(scene.x, scene.y)
  return {
    group,
    get scene() {
      return scene
    },
    update(next) {
      const same = isSameText(scene, next)
      scene = next
      if (!same) redraw()
      else written = scene
    },
    get at() {
      return at
    },
    place,
    showCard,
    setLanes(next) {
      if (lanes === next) return
      lanes = next
      cardDetail?.querySelector('.lanes')?.remove()
      if (lanes) cardDetail?.append(drawLanes(scene, lanes))
    },
  }
}

/** Figures of most nodes stay as they are: their pictures are then not touched. */
function isSameText(a: SceneNode, b: SceneNode): boolean {
  if (a.width !== b.width || a.height !== b.height || a.pinned !== b.pinned) return false
  return a.node.health === b.node.health && JSON.stringify(a.text) === JSON.stringify(b.text)
}

function drawDot(dot: SVGGElement, { node, width, height }: SceneNode): void {
  dot.replaceChildren()
  setAttributes(dot, { transform: `translate(${width / 2} ${height / 2})` })
  svgElement('path', { class: 'shape', d: DOTS[node.kind] }, dot)
  if (node.health === 'trouble' || node.health === 'attention')
    svgElement(
      'path',
      { class: 'sign', d: HEALTH_SIGNS[node.health], transform: 'translate(16 -46) scale(3.2)' },
      dot,
    )
}

function drawLargeName({ node, text, width, height }: SceneNode): SVGGElement {
  const large = svgElement('g', { class: 'large' })
  const top = height / 2 + (text.lines.length === 1 ? 8 : -4)
  for (const [at, line] of text.lines.entries())
    svgText(line, { x: width / 2, y: top + at * 25, 'text-anchor': 'middle' }, large)
  svgElement('path', { class: 'glyph', d: GLYPHS[node.kind], transform: 'translate(8 7) scale(1.3)' }, large)
  svgElement(
    'path',
    {
      class: 'sign',
      d: HEALTH_SIGNS[node.health],
      transform: `translate(${width - CARD.foot - 16} 8) scale(1.6)`,
    },
    large,
  )
  return large
}
