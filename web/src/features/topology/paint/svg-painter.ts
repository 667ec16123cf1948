import type { CardLanes } from '../scene/card-lanes.ts'
import type { DetailLevel } from '../scene/detail-level.ts'
import { type Box, boxOf, holds, overlap, type Scene } from '../scene/scene.ts'
import { dragCurve } from './drag-curve.ts'
import { flowOver } from './flow-over.ts'
import {
  type Emphasis,
  isLitEdge,
  isLitNode,
  NO_EMPHASIS,
  type Painter,
  seenBox,
  type Transform,
} from './painter.ts'
import { markChange } from './svg-change.ts'
import { SvgEdge } from './svg-edge.ts'
import { setAttributes, svgElement } from './svg-element.ts'
import { SvgNode } from './svg-node.ts'

/** Cards as far outside of the window are made before they come into it, in parts of its size. */
const MARGIN = 0.25
/** Lines grow as the picture gets smaller, or nobody would see them. */
const GROW: Record<DetailLevel, number> = { dots: 2.4, names: 1.4, cards: 1, lanes: 1 }

/** Paints into an SVG of its own: one transform a frame moves all of it. */
export class SvgPainter implements Painter {
  readonly #svg = svgElement('svg', { class: 'topology-svg', 'aria-hidden': 'true' })
  readonly #world = svgElement('g', { class: 'world' }, this.#svg)
  readonly #faded = svgElement('g', { class: 'faded' }, this.#world)
  readonly #edgeLayer = svgElement('g', {}, this.#world)
  readonly #flowLayer = svgElement('g', { class: 'flows' }, this.#world)
  readonly #nodeLayer = svgElement('g', {}, this.#world)
  readonly #rings = svgElement('g', { class: 'rings' }, this.#world)
  readonly #nodes = new Map<string, SvgNode>()
  readonly #edges = new Map<string, SvgEdge>()
  readonly #size = { width: 0, height: 0 }
  readonly #onLarge: (ids: readonly string[]) => void
  #emphasis = NO_EMPHASIS
  #transform: Transform = { tx: 0, ty: 0, k: 1 }
  /** As it was drawn last; while it is moved, that is shifted. */
  #drawn: Transform = this.#transform
  #moving = false
  #level: DetailLevel | null = null
  #lanes: ReadonlyMap<string, CardLanes> = new Map()
  #large: readonly string[] = []
  /** Where cards are made already: within it the hand moves nothing but a transform. */
  #made: Box | null = null
  #endFlow: (() => void) | null = null

  constructor(parent: HTMLElement, onLarge: (ids: readonly string[]) => void) {
    this.#onLarge = onLarge
    parent.append(this.#svg)
  }

  setScene(scene: Scene, flowing: boolean): void {
    this.#stopFlow()
    const places = new Map([...this.#nodes].map(([id, { at }]) => [id, at]))
    const curves = new Map([...this.#edges].map(([id, { drawn }]) => [id, drawn]))
    this.#syncNodes(scene)
    this.#syncEdges(scene)
    this.setEmphasis(this.#emphasis)
    this.#showCards(true)
    const [nodes, edges] = [this.#nodes, this.#edges]
    if (flowing && places.size > 0)
      this.#endFlow = flowOver({ nodes, edges, places, curves, done: () => this.#drawRings() })
    else for (const node of nodes.values()) node.place(node.scene.x, node.scene.y)
  }

  #syncNodes({ nodes: wanted, nodeById }: Scene): void {
    for (const [id, node] of this.#nodes) {
      if (nodeById.has(id)) continue
      node.group.remove()
      this.#nodes.delete(id)
    }
    for (const node of wanted) {
      const known = this.#nodes.get(node.id)
      if (known) known.update(node)
      else {
        const made = new SvgNode(node)
        made.group.classList.add('new')
        made.setLanes(this.#lanes.get(node.id) ?? null)
        this.#nodes.set(node.id, made)
        this.#nodeLayer.append(made.group)
      }
    }
  }

  #syncEdges({ edges: wanted, edgeById }: Scene): void {
    for (const [id, edge] of this.#edges) {
      if (edgeById.has(id)) continue
      edge.group.remove()
      edge.flow.remove()
      this.#edges.delete(id)
    }
    for (const edge of wanted) {
      const known = this.#edges.get(edge.id)
      if (known) known.update(edge)
      else {
        const made = new SvgEdge(edge)
        this.#edges.set(edge.id, made)
        this.#edgeLayer.append(made.group)
      }
    }
  }

  /** What fades moves to one layer that fades as a whole: a hundred faded pictures cost no more than one. */
  setEmphasis(next: Emphasis): void {
    this.#emphasis = next
    const { changes } = next
    for (const [id, { group }] of this.#nodes) {
      markChange(group, changes?.nodes.get(id) ?? null, 0, 0)
      moveTo(group, isLitNode(id, next) ? this.#nodeLayer : this.#faded)
      group.classList.toggle('selected', id === next.selectedNode)
      group.classList.toggle('hovered', id === next.hoveredNode)
    }
    for (const [id, { group, flow, scene: edge }] of this.#edges) {
      const lit = isLitEdge(edge, next)
      markChange(group, changes?.edges.get(id) ?? null, edge.middle.x, edge.middle.y)
      moveTo(group, lit ? this.#edgeLayer : this.#faded)
      group.classList.toggle('near', next.lit?.near.has(id) ?? false)
      group.classList.toggle('selected', id === next.selectedEdge)
      group.classList.toggle('hovered', id === next.hoveredEdge)
      if (lit && edge.flow !== null) moveTo(flow, this.#flowLayer)
      else flow.remove()
    }
    this.#drawRings()
  }

  #drawRings(): void {
    this.#rings.replaceChildren()
    for (const [id, name] of [
      [this.#emphasis.selectedNode, 'selected'],
      [this.#emphasis.walked, 'walked'],
    ] as const) {
      const node = id === null ? undefined : this.#nodes.get(id)
      if (node === undefined) continue
      const { left, top, width, height } = boxOf({ ...node.scene, ...node.at })
      const ring = { x: left - 4, y: top - 4, width: width + 8, height: height + 8, rx: 11 }
      svgElement('rect', { class: name, ...ring }, this.#rings)
    }
  }

  setTransform(transform: Transform, level: DetailLevel): void {
    this.#transform = transform
    const other = level !== this.#level
    this.#level = level
    if (other) setAttributes(this.#world, { 'data-level': level })
    if (this.#moving && !other && isNear(transform, this.#drawn)) this.#shift()
    else this.#draw(level)
    this.#showCards(other)
  }

  /** Draws it where it is, every letter as sharp as it can be. */
  #draw(level: DetailLevel): void {
    const { tx, ty, k } = this.#transform
    this.#drawn = this.#transform
    this.#world.style.transform = `translate(${tx}px, ${ty}px) scale(${k})`
    this.#svg.style.transform = ''
    const grow = Math.max(GROW[level], Math.round(6 / k) / 10)
    this.#world.style.setProperty('--grow', String(grow))
  }

  /** Moves what is drawn as one layer: under the hand that takes no time, and no letter is set anew. */
  #shift(): void {
    const { tx, ty, k } = this.#transform
    const grown = k / this.#drawn.k
    const [x, y] = [tx - this.#drawn.tx * grown, ty - this.#drawn.ty * grown]
    this.#svg.style.transform = `translate(${x}px, ${y}px) scale(${grown})`
  }

  #showCards(anew: boolean): void {
    const wanted = this.#level === 'cards' || this.#level === 'lanes'
    const sight = seenBox(this.#transform, this.#size)
    if (!anew && this.#made && (!wanted || holds(this.#made, sight))) return
    const near = seenBox(this.#transform, this.#size, MARGIN)
    this.#made = near
    const large: string[] = []
    for (const [id, node] of this.#nodes) {
      const box = boxOf(node.scene)
      node.showCard(wanted && overlap(box, near))
      if (this.#level === 'lanes' && overlap(box, near)) large.push(id)
    }
    if (large.join('\n') === this.#large.join('\n')) return
    this.#large = large
    this.#onLarge(large)
  }

  setLanes(lanes: ReadonlyMap<string, CardLanes>): void {
    this.#lanes = lanes
    for (const [id, node] of this.#nodes) node.setLanes(lanes.get(id) ?? null)
  }

  moveNode(id: string, x: number, y: number): void {
    this.#stopFlow()
    const node = this.#nodes.get(id)
    if (node === undefined) return
    node.place(x, y)
    const by = { x: x - node.scene.x, y: y - node.scene.y }
    for (const edge of this.#edges.values()) {
      const { from, to, curve } = edge.scene
      if (from === id || to === id)
        edge.follow(dragCurve(curve, from === id ? by : null, to === id ? by : null))
    }
    this.#drawRings()
  }

  setMoving(moving: boolean): void {
    if (this.#moving === moving) return
    this.#moving = moving
    this.#svg.classList.toggle('moving', moving)
    if (!moving && this.#level !== null) this.#draw(this.#level)
  }

  setSize(width: number, height: number): void {
    Object.assign(this.#size, { width, height })
    setAttributes(this.#svg, { width, height })
    this.#showCards(true)
  }

  destroy(): void {
    this.#stopFlow()
    this.#svg.remove()
  }

  /** Leaves everything where it has come to: what comes next goes on from there. */
  #stopFlow(): void {
    this.#endFlow?.()
    this.#endFlow = null
  }
}

/** Larger or smaller than that, what is shifted would look blurred. */
const BLUR = 1.4
const isNear = (a: Transform, b: Transform): boolean => a.k / b.k < BLUR && b.k / a.k < BLUR

function moveTo(element: Element, to: Element): void {
  if (element.parentNode !== to) to.append(element)
}
