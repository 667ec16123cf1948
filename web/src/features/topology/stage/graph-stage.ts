import { type Emphasis, type Painter, seenBox, type Transform } from '../paint/painter.ts'
import { Painters } from '../paint/painters.ts'
import { type DetailLevel, detailLevel } from '../scene/detail-level.ts'
import { around, type Box, boxOf, holds, type Scene } from '../scene/scene.ts'
import type { View } from '../topology-search.ts'
import { fitView, revealing, type Size, transformOf, viewOf } from './fit.ts'
import { createHitTest, type Hit, type HitTest } from './hit-test.ts'
import { createNodeDrag } from './node-drag.ts'
import { createZoomPan, type ZoomPan } from './zoom-pan.ts'

export interface StageEvents {
  onHover: (hit: Hit) => void
  onPick: (hit: Hit, again: boolean) => void
  /** Moved by hand, and at rest now; null: fitted, as it is without a link. */
  onView: (view: View | null) => void
  onDrop: (id: string, x: number, y: number) => void
  /** On each move: what is in sight of the whole. */
  onSeen: (seen: Box) => void
  /** Nodes that are drawn so large that lanes can be told apart. */
  onLarge: (ids: readonly string[]) => void
}

/** Something that is drawn over the picture and moves along with it. */
export interface StageLayer {
  setScene(scene: Scene): void
  setTransform(transform: Transform): void
  setSize(width: number, height: number): void
}

/** Zooming goes on while the wheel turns; at rest the link is written. */
const REST_MS = 350
/** So long after a click another one makes it a double one. */
const SECOND_CLICK_MS = 450

/** The picture with its gestures, behind one handle: React mounts it, hands it scenes, and hears what was done. */
export class GraphStage {
  readonly painter: Painter
  readonly #element: HTMLElement
  readonly #events: StageEvents
  readonly #size: Size
  readonly #zoomPan: ZoomPan
  readonly #observer = new ResizeObserver(() => this.#resize())
  readonly #endDrag: () => void
  readonly #listening = new AbortController()
  #scene: Scene | null = null
  #hits: HitTest | null = null
  #hovered: Hit = null
  #transform: Transform = { tx: 0, ty: 0, k: 1 }
  #level: DetailLevel | null = null
  /** Nobody has moved it yet: it goes on fitting the window, whatever comes. */
  #fitted = true
  #chosen: string | null = null
  readonly #layers = new Set<StageLayer>()
  #rest: ReturnType<typeof setTimeout> | undefined
  #settling: ReturnType<typeof setTimeout> | undefined
  #frame = 0

  constructor(element: HTMLElement, events: StageEvents) {
    this.#element = element
    this.#events = events
    this.#size = { width: element.clientWidth, height: element.clientHeight }
    this.painter = new Painters(element, events.onLarge)
    this.painter.setSize(this.#size.width, this.#size.height)
    this.#zoomPan = createZoomPan(element, {
      isPlane: (event) => this.#hitOf(event)?.of !== 'node',
      onStart: (hand) => {
        if (hand) this.painter.setMoving(true)
      },
      onMove: (transform, hand) => this.#move(transform, hand),
      onEnd: (hand) => this.#come(hand),
    })
    this.#endDrag = createNodeDrag(element, {
      nodeAt: (event) => {
        const hit = this.#hitOf(event)
        return (hit?.of === 'node' && this.#scene?.nodeById.get(hit.id)) || null
      },
      scale: () => this.#transform.k,
      onDrag: (id, x, y) => this.painter.moveNode(id, x, y),
      onDrop: events.onDrop,
    })
    const { signal } = this.#listening
    const point = (event: PointerEvent): void => {
      if (event.buttons === 0) this.#hover(this.#hitOf(event))
    }
    element.addEventListener('pointermove', point, { signal })
    element.addEventListener('pointerleave', () => this.#hover(null), { signal })
    const pick = (event: MouseEvent): void => events.onPick(this.#hitOf(event), event.detail > 1)
    element.addEventListener('click', pick, { signal })
    this.#observer.observe(element)
  }

  setScene(scene: Scene, { flowing, fit }: { flowing: boolean; fit: boolean }): void {
    this.#scene = scene
    this.#hits = null
    this.painter.setScene(scene, flowing)
    for (const layer of this.#layers) layer.setScene(scene)
    if (fit) this.#fitted = true
    if (this.#fitted) this.#fit(flowing)
  }

  /** Returns what takes it away again. */
  addLayer(layer: StageLayer): () => void {
    this.#layers.add(layer)
    layer.setSize(this.#size.width, this.#size.height)
    layer.setTransform(this.#transform)
    if (this.#scene !== null) layer.setScene(this.#scene)
    return () => void this.#layers.delete(layer)
  }

  setEmphasis(emphasis: Emphasis): void {
    this.#chosen = emphasis.selectedNode
    this.painter.setEmphasis(emphasis)
  }

  /** Goes where a link leads; null: to all of it. */
  setView(view: View | null): void {
    this.#fitted = view === null
    if (view === null) this.#fit(true)
    else this.#go(view, this.#scene !== null)
  }

  zoomBy(factor: number): void {
    this.#zoomPan.by(factor)
  }

  fit(): void {
    this.#fitted = true
    this.#fit(true)
    clearTimeout(this.#rest)
    this.#events.onView(null)
  }

  /** Moves as little as it takes to have a node in sight. */
  reveal(id: string): void {
    const node = this.#scene?.nodeById.get(id)
    const view = node && revealing(viewOf(this.#transform, this.#size), boxOf(node), this.#size)
    if (view) this.#go(view, true)
  }

  /** Shows several nodes together, where not all of them are in sight. */
  bring(ids: ReadonlySet<string>): void {
    const boxes = [...ids].flatMap((id) => {
      const node = this.#scene?.nodeById.get(id)
      return node ? [boxOf(node)] : []
    })
    const box = around(boxes)
    if (box === null || holds(this.seen(), box)) return
    this.#fitted = false
    this.#go(fitView(box, this.#size), true)
  }

  readonly lookAt = (x: number, y: number): void => {
    this.#fitted = false
    this.#go({ x, y, k: this.#transform.k }, false)
    this.#tellAtRest()
  }

  /** What is in sight now. */
  seen(): Box {
    return seenBox(this.#transform, this.#size)
  }

  destroy(): void {
    clearTimeout(this.#rest)
    clearTimeout(this.#settling)
    cancelAnimationFrame(this.#frame)
    this.#observer.disconnect()
    this.#listening.abort()
    this.#endDrag()
    this.#zoomPan.destroy()
    this.painter.destroy()
  }

  #go(view: View, gliding: boolean): void {
    this.#zoomPan.set(transformOf(view, this.#size), gliding)
  }

  #fit(gliding: boolean): void {
    if (this.#scene !== null && this.#size.width > 0) this.#go(fitView(this.#scene.box, this.#size), gliding)
  }

  #move(transform: Transform, hand: boolean): void {
    this.#transform = transform
    if (hand) this.#fitted = false
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    this.#frame = 0
    this.#level = detailLevel(this.#transform.k, this.#level)
    this.painter.setTransform(this.#transform, this.#level)
    for (const layer of this.#layers) layer.setTransform(this.#transform)
    this.#events.onSeen(this.seen())
  }

  #come(hand: boolean): void {
    if (!hand) return
    this.painter.setMoving(false)
    this.#tellAtRest()
  }

  #tellAtRest(): void {
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => this.#events.onView(viewOf(this.#transform, this.#size)), REST_MS)
  }

  #resize(): void {
    const wasNone = this.#size.width === 0
    Object.assign(this.#size, { width: this.#element.clientWidth, height: this.#element.clientHeight })
    this.painter.setSize(this.#size.width, this.#size.height)
    for (const layer of this.#layers) layer.setSize(this.#size.width, this.#size.height)
    if (wasNone) {
      this.#settle(false)
      return
    }
    // A click may open a panel beside the picture: what a second one is meant for still stands where it stood.
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => this.#settle(true), SECOND_CLICK_MS)
  }

  /** In a window of another size: all of it fits again, or else what is chosen is in sight. */
  #settle(gliding: boolean): void {
    if (this.#fitted) this.#fit(gliding)
    else if (this.#chosen !== null) this.reveal(this.#chosen)
    this.#events.onSeen(this.seen())
  }

  #hitOf(event: MouseEvent | TouchEvent): Hit {
    const point = 'touches' in event ? event.touches[0] : event
    if (this.#scene === null || point === undefined) return null
    this.#hits ??= createHitTest(this.#scene)
    const { left, top } = this.#element.getBoundingClientRect()
    const { tx, ty, k } = this.#transform
    return this.#hits.at((point.clientX - left - tx) / k, (point.clientY - top - ty) / k, k)
  }

  #hover(hit: Hit): void {
    if (this.#hovered?.of === hit?.of && this.#hovered?.id === hit?.id) return
    this.#hovered = hit
    this.#element.classList.toggle('pointing', hit !== null)
    this.#events.onHover(hit)
  }
}
