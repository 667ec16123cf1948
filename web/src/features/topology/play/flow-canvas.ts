import { isStill } from '../paint/flow-over.ts'
import type { Transform } from '../paint/painter.ts'
import type { Scene } from '../scene/scene.ts'
import type { StageLayer } from '../stage/graph-stage.ts'
import type { Flow } from './flow.ts'
import { type FlowBrush, type FlowColours, readFlowColours } from './flow-brush.ts'
import { drawCounts, drawDots, drawGlows, drawRates, drawStreams } from './flow-marks.ts'
import { type Track, trackOf } from './track.ts'

/** Paints what moves over the picture, on a canvas of its own: the picture below stays as it is. */
export class FlowCanvas implements StageLayer {
  readonly #parent: HTMLElement
  readonly #canvas = document.createElement('canvas')
  readonly #context: CanvasRenderingContext2D
  readonly #flow: Flow
  readonly #theme = new MutationObserver(() => this.#changeTheme())
  readonly #still = isStill()
  readonly #tracks = new Map<string, Track>()
  #colours: FlowColours
  #scene: Scene | null = null
  #transform: Transform = { tx: 0, ty: 0, k: 1 }
  #now = 0
  /** Stories are followed: what is of none steps back. */
  #following = false

  constructor(parent: HTMLElement, flow: Flow) {
    const context = this.#canvas.getContext('2d')
    if (context === null) throw new Error('this browser draws on no canvas')
    this.#context = context
    this.#flow = flow
    this.#parent = parent
    this.#canvas.className = 'topology-flow-canvas'
    this.#canvas.setAttribute('aria-hidden', 'true')
    this.#colours = readFlowColours(parent)
    parent.append(this.#canvas)
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  }

  setScene(scene: Scene): void {
    this.#scene = scene
    this.#tracks.clear()
    this.paint(this.#now)
  }

  setTransform(transform: Transform): void {
    this.#transform = transform
    this.paint(this.#now)
  }

  setSize(width: number, height: number): void {
    this.#canvas.width = Math.round(width * devicePixelRatio)
    this.#canvas.height = Math.round(height * devicePixelRatio)
    this.#canvas.style.width = `${width}px`
    this.#canvas.style.height = `${height}px`
    this.paint(this.#now)
  }

  setFollowing(following: boolean): void {
    this.#following = following
  }

  /** As it is at a moment of the wall clock. */
  paint(now: number): void {
    this.#now = now
    const { width, height } = this.#canvas
    const context = this.#context
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, width, height)
    const scene = this.#scene
    if (scene === null || width === 0) return
    const { tx, ty, k } = this.#transform
    const dots = devicePixelRatio
    context.setTransform(k * dots, 0, 0, k * dots, tx * dots, ty * dots)
    const brush: FlowBrush = {
      ...{ context, scene, k, now, colours: this.#colours, flow: this.#flow, following: this.#following },
      trackOf: (edge) => this.#trackOf(edge),
    }
    drawGlows(brush)
    if (!this.#still) {
      drawStreams(brush)
      drawDots(brush)
    }
    drawRates(brush)
    drawCounts(brush)
  }

  destroy(): void {
    this.#theme.disconnect()
    this.#canvas.remove()
  }

  #trackOf(edge: string): Track | null {
    const known = this.#tracks.get(edge)
    if (known) return known
    const drawn = this.#scene?.edgeById.get(edge)
    if (drawn === undefined) return null
    const made = trackOf(drawn.curve)
    this.#tracks.set(edge, made)
    return made
  }

  #changeTheme(): void {
    this.#colours = readFlowColours(this.#parent)
    this.paint(this.#now)
  }
}
