import { isStill } from '../paint/flow-over.ts'
import type { Transform } from '../paint/painter.ts'
import type { Scene } from '../scene/scene.ts'
import type { StageLayer } from '../stage/graph-stage.ts'
import type { Flow } from './flow.ts'
import { type FlowBrush, type FlowColours, readFlowColours } from './flow-brush.ts'
import { drawCounts, drawDots, drawGlows, drawRates, drawStreams } from './flow-marks.ts'
import { type Track, trackOf } from './track.ts'

/** Figures change no more often than they can be read; letters take longer to paint than all that moves. */
const FIGURES_MS = 250

/** Paints what moves over the picture, on canvases of its own: the picture below stays as it is. */
export class FlowCanvas implements StageLayer {
  readonly #parent: HTMLElement
  readonly #moving: CanvasRenderingContext2D
  readonly #figures: CanvasRenderingContext2D
  readonly #flow: Flow
  readonly #theme = new MutationObserver(() => this.#changeTheme())
  readonly #still = isStill()
  readonly #tracks = new Map<string, Track>()
  #colours: FlowColours
  #scene: Scene | null = null
  #transform: Transform = { tx: 0, ty: 0, k: 1 }
  #now = 0
  /** When figures were painted last; below 0: they have to be. */
  #figuresAt = -1
  /** Stories are followed: what is of none steps back. */
  #following = false

  constructor(parent: HTMLElement, flow: Flow) {
    this.#flow = flow
    this.#parent = parent
    this.#colours = readFlowColours(parent)
    this.#moving = layerOver(parent)
    this.#figures = layerOver(parent)
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  }

  setScene(scene: Scene): void {
    this.#scene = scene
    this.#tracks.clear()
    this.#paintAll()
  }

  setTransform(transform: Transform): void {
    this.#transform = transform
    this.#paintAll()
  }

  setSize(width: number, height: number): void {
    for (const { canvas } of [this.#moving, this.#figures]) {
      canvas.width = Math.round(width * devicePixelRatio)
      canvas.height = Math.round(height * devicePixelRatio)
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
    }
    this.#paintAll()
  }

  setFollowing(following: boolean): void {
    this.#following = following
    this.#figuresAt = -1
  }

  /** As it is at a moment of the wall clock. */
  paint(now: number): void {
    this.#now = now
    const moving = this.#clear(this.#moving)
    if (moving === null) return
    drawGlows(moving)
    if (!this.#still) {
      drawStreams(moving)
      drawDots(moving)
    }
    if (this.#figuresAt >= 0 && now - this.#figuresAt < FIGURES_MS) return
    this.#figuresAt = now
    const figures = this.#clear(this.#figures)
    if (figures === null) return
    drawRates(figures)
    drawCounts(figures)
  }

  /** Whether the last figures are still to be painted. */
  get owesFigures(): boolean {
    return this.#figuresAt < 0 || this.#now > this.#figuresAt
  }

  destroy(): void {
    this.#theme.disconnect()
    for (const { canvas } of [this.#moving, this.#figures]) canvas.remove()
  }

  #clear(context: CanvasRenderingContext2D): FlowBrush | null {
    const { width, height } = context.canvas
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, width, height)
    const scene = this.#scene
    if (scene === null || width === 0) return null
    const { tx, ty, k } = this.#transform
    const dots = devicePixelRatio
    context.setTransform(k * dots, 0, 0, k * dots, tx * dots, ty * dots)
    return {
      ...{ context, scene, k, now: this.#now, colours: this.#colours, flow: this.#flow },
      following: this.#following,
      trackOf: (edge) => this.#trackOf(edge),
    }
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

  #paintAll(): void {
    this.#figuresAt = -1
    this.paint(this.#now)
  }

  #changeTheme(): void {
    this.#colours = readFlowColours(this.#parent)
    this.#paintAll()
  }
}

function layerOver(parent: HTMLElement): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser draws on no canvas')
  canvas.className = 'topology-flow-canvas'
  canvas.setAttribute('aria-hidden', 'true')
  parent.append(canvas)
  return context
}
