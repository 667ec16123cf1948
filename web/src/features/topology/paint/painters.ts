import type { CardLanes } from '../scene/card-lanes.ts'
import type { DetailLevel } from '../scene/detail-level.ts'
import { type Box, holds, type Scene } from '../scene/scene.ts'
import { sceneWithin } from '../scene/scene-within.ts'
import { CanvasPainter } from './canvas-painter.ts'
import { type Emphasis, NO_EMPHASIS, type Painter, seenBox, type Transform } from './painter.ts'
import { SvgPainter } from './svg-painter.ts'

/** Up to so many nodes each has elements of its own at any zoom; more of them hold up frames (bench/topology-frames.ts). */
const SVG_NODES_MAX = 300
/** Where cards can be read few are in sight: of more nodes than that, only those have elements. */
const WHOLE_MAX = 120
/** Elements are made for half a window around what is in sight, before the eye comes to its edge. */
const MARGIN = 0.5

/**
 * The painter of a graph. A large one is painted on a canvas while much of it is in sight; drawn so large that cards
 * can be read, few are, and those are elements as in a small one.
 */
export class Painters implements Painter {
  readonly #parent: HTMLElement
  readonly #svg: Painter
  readonly #size = { width: 0, height: 0 }
  #canvas: Painter | null = null
  #scene: Scene | null = null
  #emphasis = NO_EMPHASIS
  #shown: 'svg' | 'canvas' = 'svg'
  /** What of the scene has elements now. */
  #part: Box | 'all' | 'nothing' = 'nothing'
  #last: { transform: Transform; level: DetailLevel } | null = null

  constructor(parent: HTMLElement, onLarge: (ids: readonly string[]) => void) {
    this.#parent = parent
    this.#svg = new SvgPainter(parent, onLarge)
  }

  get #painter(): Painter {
    return this.#shown === 'canvas' && this.#canvas ? this.#canvas : this.#svg
  }

  setScene(scene: Scene, flowing: boolean): void {
    this.#scene = scene
    this.#part = 'nothing'
    if (this.#shown === 'canvas') this.#canvas?.setScene(scene, flowing)
    // Before the first look nobody knows how much of it will be in sight.
    if (this.#last) this.#look(this.#last.transform, this.#last.level, flowing)
  }

  setTransform(transform: Transform, level: DetailLevel): void {
    this.#look(transform, level, false)
  }

  #look(transform: Transform, level: DetailLevel, flowing: boolean): void {
    this.#last = { transform, level }
    const wanted = this.#wants(level)
    this.#show(wanted === 'canvas' ? 'canvas' : 'svg')
    if (wanted !== 'canvas') this.#fill(wanted, transform, flowing)
    this.#painter.setTransform(transform, level)
  }

  #wants(level: DetailLevel): 'svg' | 'canvas' | 'part' {
    const count = this.#scene?.nodes.length ?? 0
    if (level === 'cards' || level === 'lanes') return count > WHOLE_MAX ? 'part' : 'svg'
    return count > SVG_NODES_MAX ? 'canvas' : 'svg'
  }

  /** Hands the picture to a painter, and takes it from the other. */
  #show(next: 'svg' | 'canvas'): void {
    if (this.#shown === next) return
    this.#shown = next
    this.#part = 'nothing'
    if (next === 'canvas') {
      this.#canvas ??= new CanvasPainter(this.#parent)
      this.#canvas.setSize(this.#size.width, this.#size.height)
      this.#svg.setScene(NOTHING, false)
      if (this.#scene) this.#canvas.setScene(this.#scene, false)
    } else this.#canvas?.setScene(NOTHING, false)
    this.#painter.setEmphasis(this.#emphasis)
  }

  #fill(wanted: 'svg' | 'part', transform: Transform, flowing: boolean): void {
    const scene = this.#scene
    if (scene === null) return
    if (wanted === 'svg') {
      if (this.#part !== 'all') this.#svg.setScene(scene, flowing)
      this.#part = 'all'
      return
    }
    if (typeof this.#part === 'object' && holds(this.#part, seenBox(transform, this.#size))) return
    this.#part = seenBox(transform, this.#size, MARGIN)
    this.#svg.setScene(sceneWithin(scene, this.#part), flowing)
  }

  setEmphasis(emphasis: Emphasis): void {
    this.#emphasis = emphasis
    this.#painter.setEmphasis(emphasis)
  }

  setLanes(lanes: ReadonlyMap<string, CardLanes>): void {
    this.#svg.setLanes(lanes)
  }

  moveNode(id: string, x: number, y: number): void {
    this.#painter.moveNode(id, x, y)
  }

  setMoving(moving: boolean): void {
    this.#svg.setMoving(moving)
  }

  setSize(width: number, height: number): void {
    Object.assign(this.#size, { width, height })
    this.#svg.setSize(width, height)
    this.#canvas?.setSize(width, height)
  }

  destroy(): void {
    this.#svg.destroy()
    this.#canvas?.destroy()
  }
}

const NOTHING: Scene = {
  ...{ nodes: [], edges: [], nodeById: new Map(), edgeById: new Map() },
  box: { left: 0, top: 0, width: 0, height: 0 },
}
