import { type Emphasis, NO_EMPHASIS, type Painter, type Transform } from '../paint/painter.ts'
import { createPainters } from '../paint/painters.ts'
import { type DetailLevel, detailLevel } from '../scene/detail-level.ts'
import { type Box, boxOf, type Scene } from '../scene/scene.ts'
import type { View } from '../topology-search.ts'
import { fitView, revealing, type Size, seenOf, transformOf, viewOf } from './fit.ts'
import { createHitTest, type Hit, type HitTest } from './hit-test.ts'
import { createNodeDrag } from './node-drag.ts'
import { createZoomPan } from './zoom-pan.ts'

export interface StageEvents {
  onHover: (hit: Hit) => void
  onPick: (hit: Hit, again: boolean) => void
  /** Moved by hand, and at rest now; null: fitted, as it is without a link. */
  onView: (view: View | null) => void
  onDrop: (id: string, x: number, y: number) => void
  /** On each move: what is in sight of the whole. */
  onSeen: (seen: Box) => void
  /** Topics whose lanes are large enough to be drawn. */
  onLanes: (ids: readonly string[]) => void
}

/** The picture with its gestures, behind one handle: React mounts it, hands it scenes, and hears what was done. */
export interface GraphStage {
  setScene(scene: Scene, options: { moving: boolean; fit: boolean }): void
  setEmphasis(emphasis: Emphasis): void
  setView(view: View | null): void
  zoomBy(factor: number): void
  fit(): void
  reveal(id: string): void
  lookAt(x: number, y: number): void
  painter(): Painter
  destroy(): void
}

/** Zooming in goes on while the wheel turns; at rest the link is written. */
const REST_MS = 350

export function createGraphStage(element: HTMLElement, events: StageEvents): GraphStage {
  const painter = createPainters(element, events.onLanes)
  const size: Size = { width: element.clientWidth, height: element.clientHeight }
  let scene: Scene | null = null
  let hits: HitTest | null = null
  let transform: Transform = { tx: 0, ty: 0, k: 1 }
  let level: DetailLevel | null = null
  /** Nobody has moved it yet: it goes on fitting the window, whatever comes. */
  let fitted = true
  let rest: ReturnType<typeof setTimeout> | undefined
  let frame = 0

  const paint = (): void => {
    frame = 0
    level = detailLevel(transform.k, level)
    painter.setTransform(transform, level)
    events.onSeen(seenOf(transform, size))
  }
  const zoomPan = createZoomPan(element, {
    isPlane: (event) => hitOf(event)?.of !== 'node',
    onStart: () => painter.setMoving(true),
    onMove: (next, hand) => {
      transform = next
      if (hand) fitted = false
      if (frame === 0) frame = requestAnimationFrame(paint)
    },
    onEnd: (hand) => {
      painter.setMoving(false)
      if (!hand) return
      clearTimeout(rest)
      rest = setTimeout(() => events.onView(viewOf(transform, size)), REST_MS)
    },
  })

  function placeOf(event: MouseEvent | Touch): { x: number; y: number } {
    const { left, top } = element.getBoundingClientRect()
    const { tx, ty, k } = transform
    return { x: (event.clientX - left - tx) / k, y: (event.clientY - top - ty) / k }
  }
  function hitOf(event: MouseEvent | TouchEvent): Hit {
    const point = 'touches' in event ? event.touches[0] : event
    if (scene === null || point === undefined) return null
    hits ??= createHitTest(scene)
    const { x, y } = placeOf(point)
    return hits.at(x, y, transform.k)
  }

  let hovered: Hit = null
  const hover = (hit: Hit): void => {
    if (hovered?.of === hit?.of && hovered?.id === hit?.id) return
    hovered = hit
    element.classList.toggle('pointing', hit !== null)
    events.onHover(hit)
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons === 0) hover(hitOf(event))
  }
  const onPointerLeave = (): void => hover(null)
  const onClick = (event: MouseEvent): void => events.onPick(hitOf(event), event.detail > 1)
  element.addEventListener('pointermove', onPointerMove)
  element.addEventListener('pointerleave', onPointerLeave)
  element.addEventListener('click', onClick)
  const endDrag = createNodeDrag(element, {
    nodeAt: (event) => {
      const hit = hitOf(event)
      return (hit?.of === 'node' && scene?.nodeById.get(hit.id)) || null
    },
    scale: () => transform.k,
    onDrag: (id, x, y) => painter.moveNode(id, x, y),
    onDrop: events.onDrop,
  })

  const go = (view: View, gliding: boolean): void => zoomPan.set(transformOf(view, size), gliding)
  const fit = (gliding: boolean): void => {
    if (scene !== null && size.width > 0) go(fitView(scene.box, size), gliding)
  }
  const observer = new ResizeObserver(() => {
    const middle = viewOf(transform, size)
    Object.assign(size, { width: element.clientWidth, height: element.clientHeight })
    painter.setSize(size.width, size.height)
    if (fitted) fit(false)
    else go(middle, false)
  })
  observer.observe(element)
  painter.setSize(size.width, size.height)

  return {
    setScene(next, { moving, fit: anew }) {
      scene = next
      hits = null
      painter.setScene(next, moving)
      if (anew) fitted = true
      if (fitted) fit(moving)
    },
    setEmphasis: (emphasis) => painter.setEmphasis(emphasis ?? NO_EMPHASIS),
    setView(view) {
      fitted = view === null
      if (view === null) fit(true)
      else go(view, scene !== null)
    },
    zoomBy: (factor) => zoomPan.by(factor),
    fit() {
      fitted = true
      fit(true)
      clearTimeout(rest)
      events.onView(null)
    },
    reveal(id) {
      const node = scene?.nodeById.get(id)
      const view = node && revealing(viewOf(transform, size), boxOf(node), size)
      if (view) go(view, true)
    },
    lookAt(x, y) {
      fitted = false
      go({ x, y, k: transform.k }, false)
      clearTimeout(rest)
      rest = setTimeout(() => events.onView(viewOf(transform, size)), REST_MS)
    },
    painter: () => painter,
    destroy() {
      clearTimeout(rest)
      cancelAnimationFrame(frame)
      observer.disconnect()
      endDrag()
      zoomPan.destroy()
      element.removeEventListener('pointermove', onPointerMove)
      element.removeEventListener('pointerleave', onPointerLeave)
      element.removeEventListener('click', onClick)
      painter.destroy()
    },
  }
}
