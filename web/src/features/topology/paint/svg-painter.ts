import type { CardLanes } from '../scene/card-lanes.ts'
import type { DetailLevel } from '../scene/detail-level.ts'
import type { Curve } from '../scene/edge-curve.ts'
import { type Box, boxOf, overlap, type Scene } from '../scene/scene.ts'
import { dragCurve } from './drag-curve.ts'
import { flowOver } from './flow-over.ts'
import { type Emphasis, NO_EMPHASIS, type Painter, type Transform } from './painter.ts'
import { createSvgEdge, type SvgEdge } from './svg-edge.ts'
import { setAttributes, svgElement } from './svg-element.ts'
import { createSvgNode, type SvgNode } from './svg-node.ts'

/** Cards a little outside of the window are made before they come into it. */
const MARGIN = 160

/** Paints into an SVG of its own: one transform a frame moves all of it. */
export function createSvgPainter(parent: HTMLElement, onCards: (ids: readonly string[]) => void): Painter {
  const svg = svgElement('svg', { class: 'topology-svg', 'aria-hidden': 'true' })
  const world = svgElement('g', { class: 'world' }, svg)
  const faded = svgElement('g', { class: 'faded' }, world)
  const edgeLayer = svgElement('g', {}, world)
  const flowLayer = svgElement('g', { class: 'flows' }, world)
  const nodeLayer = svgElement('g', {}, world)
  const rings = svgElement('g', { class: 'rings' }, world)
  parent.append(svg)

  const nodes = new Map<string, SvgNode>()
  const edges = new Map<string, SvgEdge>()
  const size = { width: 0, height: 0 }
  let scene: Scene | null = null
  let emphasis = NO_EMPHASIS
  let transform: Transform = { tx: 0, ty: 0, k: 1 }
  let level: DetailLevel = 'cards'
  let endFlow: (() => void) | null = null
  let withCards: readonly string[] = []
  let lanes: ReadonlyMap<string, CardLanes> = new Map()

  function setScene(next: Scene, flowing: boolean): void {
    endFlow?.()
    const places = new Map([...nodes].map(([id, { scene: at }]) => [id, { x: at.x, y: at.y }]))
    const curves = new Map<string, Curve>([...edges].map(([id, { scene: at }]) => [id, at.curve]))
    scene = next
    syncNodes(next)
    syncEdges(next)
    setEmphasis(emphasis)
    showCards()
    if (flowing && places.size > 0) endFlow = flowOver({ nodes, edges, places, curves, done: drawRings })
    else for (const node of nodes.values()) node.place(node.scene.x, node.scene.y)
  }

  function syncNodes({ nodes: wanted, nodeById }: Scene): void {
    for (const [id, node] of nodes) {
      if (nodeById.has(id)) continue
      node.group.remove()
      nodes.delete(id)
    }
    for (const node of wanted) {
      const known = nodes.get(node.id)
      if (known) known.update(node)
      else {
        const made = createSvgNode(node)
        made.group.classList.add('new')
        made.setLanes(lanes.get(node.id) ?? null)
        nodes.set(node.id, made)
        nodeLayer.append(made.group)
      }
    }
  }

  function syncEdges({ edges: wanted, edgeById }: Scene): void {
    for (const [id, edge] of edges) {
      if (edgeById.has(id)) continue
      edge.group.remove()
      edge.flow.remove()
      edges.delete(id)
    }
    for (const edge of wanted) {
      const known = edges.get(edge.id)
      if (known) known.update(edge)
      else {
        const made = createSvgEdge(edge)
        edges.set(edge.id, made)
        edgeLayer.append(made.group)
      }
    }
  }

  /** What fades moves to one layer that fades as a whole: a hundred faded pictures cost no more than one. */
  function setEmphasis(next: Emphasis): void {
    emphasis = next
    const { lit, found } = next
    const isLit = (id: string): boolean => (lit?.nodes.has(id) ?? true) && (found?.has(id) ?? true)
    for (const [id, { group }] of nodes) {
      move(group, isLit(id) ? nodeLayer : faded)
      group.classList.toggle('selected', id === next.selectedNode)
      group.classList.toggle('hovered', id === next.hoveredNode)
    }
    for (const [id, { group, flow, scene: edge }] of edges) {
      const shown = lit ? lit.edges.has(id) : found === null || found.has(edge.from) || found.has(edge.to)
      move(group, shown ? edgeLayer : faded)
      group.classList.toggle('near', lit?.near.has(id) ?? false)
      group.classList.toggle('selected', id === next.selectedEdge)
      group.classList.toggle('hovered', id === next.hoveredEdge)
      if (shown && edge.flow !== null) move(flow, flowLayer)
      else flow.remove()
    }
    drawRings()
  }

  function drawRings(): void {
    rings.replaceChildren()
    for (const [id, name] of [
      [emphasis.selectedNode, 'selected'],
      [emphasis.walked, 'walked'],
    ] as const) {
      const at = id === null ? undefined : nodes.get(id)?.scene
      if (at === undefined) continue
      const { left, top, width, height } = boxOf(at)
      svgElement(
        'rect',
        { class: name, x: left - 4, y: top - 4, width: width + 8, height: height + 8, rx: 11 },
        rings,
      )
    }
  }

  function showCards(): void {
    const wanted = level === 'cards' || level === 'lanes'
    const seen = seenBox(transform, size)
    const shown: string[] = []
    for (const [id, node] of nodes) {
      const near = wanted && overlap(boxOf(node.scene), seen)
      node.showCard(near)
      if (near) shown.push(id)
    }
    const large = level === 'lanes' ? shown : []
    if (large.join('\n') !== withCards.join('\n')) {
      withCards = large
      onCards(large)
    }
  }

  return {
    setScene,
    setEmphasis,
    setTransform(next, nextLevel) {
      transform = next
      setAttributes(world, { transform: `translate(${next.tx} ${next.ty}) scale(${next.k})` })
      if (nextLevel !== level || !world.hasAttribute('data-level')) {
        level = nextLevel
        setAttributes(world, { 'data-level': level })
        world.style.setProperty('--grow', level === 'dots' ? '2.4' : level === 'names' ? '1.4' : '1')
      }
      showCards()
    },
    moveNode(id, x, y) {
      endFlow?.()
      const node = nodes.get(id)
      if (node === undefined || scene === null) return
      node.place(x, y)
      const by = { x: x - node.scene.x, y: y - node.scene.y }
      for (const edge of edges.values()) {
        const { from, to, curve } = edge.scene
        if (from === id || to === id)
          edge.follow(dragCurve(curve, from === id ? by : null, to === id ? by : null))
      }
    },
    setLanes(next) {
      lanes = next
      for (const [id, node] of nodes) node.setLanes(lanes.get(id) ?? null)
    },
    setMoving: (moving) => void svg.classList.toggle('moving', moving),
    setSize(width, height) {
      Object.assign(size, { width, height })
      setAttributes(svg, { width, height })
      showCards()
    },
    destroy() {
      endFlow?.()
      svg.remove()
    },
  }
}

function move(element: Element, to: Element): void {
  if (element.parentNode !== to) to.append(element)
}

function seenBox({ tx, ty, k }: Transform, { width, height }: { width: number; height: number }): Box {
  return {
    left: -tx / k - MARGIN,
    top: -ty / k - MARGIN,
    width: width / k + 2 * MARGIN,
    height: height / k + 2 * MARGIN,
  }
}
