import type { DetailLevel } from '../scene/detail-level.ts'
import { boxOf, overlap, type Scene, type SceneEdge, type SceneNode } from '../scene/scene.ts'
import { drawChanges } from './canvas-change.ts'
import { readColours } from './canvas-colours.ts'
import { type Brush, drawEdge, drawNode, drawRing, edgeTrails } from './canvas-marks.ts'
import {
  type Emphasis,
  isLitEdge,
  isLitNode,
  NO_EMPHASIS,
  type Painter,
  seenBox,
  type Transform,
} from './painter.ts'

const FADED = 0.14

/** Paints onto a canvas: for so many nodes that elements of their own would hold up every frame. */
export class CanvasPainter implements Painter {
  readonly #parent: HTMLElement
  readonly #canvas = document.createElement('canvas')
  readonly #context: CanvasRenderingContext2D
  readonly #theme = new MutationObserver(() => this.#changeTheme())
  #scene: Scene | null = null
  #trails = edgeTrails([])
  #colours: ReturnType<typeof readColours>
  #emphasis = NO_EMPHASIS
  #transform: Transform = { tx: 0, ty: 0, k: 1 }
  #level: DetailLevel = 'dots'
  #dragged: { id: string; x: number; y: number } | null = null
  #frame = 0

  constructor(parent: HTMLElement) {
    const context = this.#canvas.getContext('2d')
    if (context === null) throw new Error('this browser draws on no canvas')
    this.#context = context
    this.#parent = parent
    this.#canvas.className = 'topology-canvas'
    this.#colours = readColours(parent)
    parent.append(this.#canvas)
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  }

  setScene(scene: Scene): void {
    this.#scene = scene
    this.#trails = edgeTrails(scene.edges)
    this.#dragged = null
    this.#paintSoon()
  }

  /** It is called once a frame already: another one to wait for would trail behind the hand. */
  setTransform(transform: Transform, level: DetailLevel): void {
    this.#transform = transform
    this.#level = level
    this.#paint()
  }

  setEmphasis(emphasis: Emphasis): void {
    this.#emphasis = emphasis
    this.#paintSoon()
  }

  moveNode(id: string, x: number, y: number): void {
    this.#dragged = { id, x, y }
    this.#paintSoon()
  }

  setSize(width: number, height: number): void {
    this.#canvas.width = Math.round(width * devicePixelRatio)
    this.#canvas.height = Math.round(height * devicePixelRatio)
    this.#canvas.style.width = `${width}px`
    this.#canvas.style.height = `${height}px`
    this.#paintSoon()
  }

  /** So small, a canvas draws no lanes; and it costs the same whether it is moved or not. */
  setLanes(): void {}
  setMoving(): void {}

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    this.#theme.disconnect()
    this.#canvas.remove()
  }

  #changeTheme(): void {
    this.#colours = readColours(this.#parent)
    this.#paintSoon()
  }

  #paintSoon(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    const { width, height } = this.#canvas
    const [scene, context, dots, { tx, ty, k }] = [
      this.#scene,
      this.#context,
      devicePixelRatio,
      this.#transform,
    ]
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, width, height)
    if (scene === null || width === 0) return
    const place = (): void => context.setTransform(k * dots, 0, 0, k * dots, tx * dots, ty * dots)
    place()
    const brush: Brush = { context, colours: this.#colours, level: this.#level, k, place }
    const seen = seenBox(this.#transform, { width: width / dots, height: height / dots })
    const edges = scene.edges.filter((_, at) => overlap(this.#trails[at]?.box ?? seen, seen))
    const nodes = scene.nodes.filter((node) => overlap(boxOf(node), seen))
    this.#paintFaded(brush, nodes, edges)
    this.#paintLit(brush, nodes, edges)
    if (this.#emphasis.changes) drawChanges(brush, this.#emphasis.changes, nodes, edges)
  }

  #paintFaded(brush: Brush, nodes: readonly SceneNode[], edges: readonly SceneEdge[]): void {
    const emphasis = this.#emphasis
    if (emphasis.lit === null && emphasis.found === null) return
    brush.context.globalAlpha = FADED
    for (const edge of edges) if (!isLitEdge(edge, emphasis)) drawEdge(brush, edge, false)
    for (const node of nodes) if (!isLitNode(node.id, emphasis)) drawNode(brush, node, false)
    brush.context.globalAlpha = 1
  }

  #paintLit(brush: Brush, nodes: readonly SceneNode[], edges: readonly SceneEdge[]): void {
    const { selectedEdge, hoveredEdge, selectedNode, hoveredNode, walked } = this.#emphasis
    const dragged = this.#dragged
    // The edges of a node that is being dragged come back where it is let go.
    for (const edge of edges)
      if (isLitEdge(edge, this.#emphasis) && edge.from !== dragged?.id && edge.to !== dragged?.id)
        drawEdge(brush, edge, edge.id === selectedEdge || edge.id === hoveredEdge)
    const at = (node: SceneNode): SceneNode => (dragged?.id === node.id ? { ...node, ...dragged } : node)
    for (const node of nodes)
      if (isLitNode(node.id, this.#emphasis))
        drawNode(brush, at(node), [selectedNode, hoveredNode, walked].includes(node.id))
    const ringed = this.#scene?.nodeById.get(selectedNode ?? walked ?? '')
    if (ringed) drawRing(brush, at(ringed))
  }
}
