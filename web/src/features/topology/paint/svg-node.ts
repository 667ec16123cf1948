import type { CardLanes } from '../scene/card-lanes.ts'
import { CARD } from '../scene/card-size.ts'
import { GLYPHS, HEALTH_SIGNS, shapeOf } from '../scene/node-shape.ts'
import type { SceneNode } from '../scene/scene.ts'
import { drawCard } from './svg-card.ts'
import { setAttributes, svgElement, svgText } from './svg-element.ts'
import { drawLanes } from './svg-lanes.ts'
import { drawMarks, drawStack } from './svg-marks.ts'

/** The picture of one node. What is only seen large is made when it is first seen so. */
export class SvgNode {
  readonly group = svgElement('g', { class: 'node' })
  readonly #dot = svgElement('g', { class: 'dot' }, this.group)
  readonly #card = svgElement('g', { class: 'card' }, this.group)
  readonly #frame = svgElement('rect', { class: 'frame' }, this.#card)
  #scene: SceneNode
  #at: { x: number; y: number }
  #detail: SVGGElement | null = null
  #lanes: CardLanes | null = null

  constructor(scene: SceneNode) {
    this.#scene = scene
    this.#at = { x: scene.x, y: scene.y }
    this.#redraw()
    this.place(scene.x, scene.y)
  }

  get scene(): SceneNode {
    return this.#scene
  }

  /** Where it is drawn now, on its way or under a hand. */
  get at(): { x: number; y: number } {
    return this.#at
  }

  update(scene: SceneNode): void {
    const same = isSameText(this.#scene, scene)
    this.#scene = scene
    if (!same) this.#redraw()
  }

  place(x: number, y: number): void {
    this.#at = { x, y }
    const { width, height } = this.#scene
    setAttributes(this.group, { transform: `translate(${x - width / 2} ${y - height / 2})` })
  }

  showCard(shown: boolean): void {
    if (shown && this.#detail === null) this.#drawDetail()
    if (shown || this.#detail === null) return
    this.#detail.remove()
    this.#detail = null
  }

  /** Of a topic drawn large; null: its flow is shown. */
  setLanes(lanes: CardLanes | null): void {
    if (this.#lanes === lanes) return
    this.#lanes = lanes
    this.#detail?.querySelector('.lanes')?.remove()
    if (lanes) this.#detail?.append(drawLanes(this.#scene, lanes))
  }

  #redraw(): void {
    const { node, width, height, hue, text } = this.#scene
    setAttributes(this.group, {
      'data-node': node.id,
      'data-kind': node.kind,
      'data-health': node.health,
      'data-box': text.stack ? '' : null,
      'data-anonymous': text.anonymous ? '' : null,
      'data-internal': node.topic?.internal ? '' : null,
    })
    if (hue !== null) this.group.style.setProperty('--hue', String(hue))
    const isChannel = node.kind === 'topic' && !text.stack
    setAttributes(this.#frame, { width, height, rx: isChannel ? 3 : node.kind === 'writer' ? 16 : 9 })
    drawDot(this.#dot, this.#scene)
    this.#card.replaceChildren(this.#frame)
    if (text.stack) this.#frame.before(drawStack(this.#scene))
    if (isChannel)
      svgElement('path', { class: 'banks', d: `M0 1h${width}M0 ${height - 1}h${width}` }, this.#card)
    this.#card.append(drawLargeName(this.#scene))
    if (text.marks) this.#card.append(drawMarks(this.#scene))
    if (this.#detail !== null) this.#drawDetail()
  }

  #drawDetail(): void {
    this.#detail = drawCard(this.#scene)
    if (this.#lanes) this.#detail.append(drawLanes(this.#scene, this.#lanes))
    // Marks lie on the border of the card and over all that it says.
    this.#card.insertBefore(this.#detail, this.#card.querySelector('.marks'))
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
  svgElement('path', { class: 'shape', d: shapeOf(node.kind, width, height) }, dot)
  if (node.health === 'trouble' || node.health === 'attention')
    svgElement(
      'path',
      {
        class: 'sign',
        d: HEALTH_SIGNS[node.health],
        transform: `translate(${width / 2 - 40} ${-height / 2 - 20}) scale(5)`,
      },
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
