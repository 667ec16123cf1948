import { type Box, holds, type Scene } from '../scene/scene.ts'

const WIDTH = 176
const HEIGHT = 112
const PAD = 6

/** All of the picture in small, with what is in sight of it. */
export class MiniMap {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D | null
  /** The nodes stand still while one moves over them: they are drawn once. */
  readonly #ground = document.createElement('canvas')
  readonly #dots = devicePixelRatio
  readonly #listening = new AbortController()
  readonly #theme = new MutationObserver(() => {
    this.#drawGround()
    this.#draw()
  })
  #scene: Scene | null = null
  #seen: Box | null = null
  #place = { scale: 1, left: 0, top: 0 }
  #accent = ''

  constructor(canvas: HTMLCanvasElement, onLook: (x: number, y: number) => void) {
    this.#canvas = canvas
    this.#context = canvas.getContext('2d')
    for (const one of [canvas, this.#ground]) {
      one.width = WIDTH * this.#dots
      one.height = HEIGHT * this.#dots
    }
    const { signal } = this.#listening
    const look = (event: PointerEvent): void => {
      const rect = canvas.getBoundingClientRect()
      const { scale, left, top } = this.#place
      onLook((event.clientX - rect.left - left) / scale, (event.clientY - rect.top - top) / scale)
    }
    const press = (event: PointerEvent): void => {
      canvas.setPointerCapture(event.pointerId)
      look(event)
    }
    const drag = (event: PointerEvent): void => {
      if (canvas.hasPointerCapture(event.pointerId)) look(event)
    }
    canvas.addEventListener('pointerdown', press, { signal })
    canvas.addEventListener('pointermove', drag, { signal })
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  }

  setScene(scene: Scene): void {
    this.#scene = scene
    this.#drawGround()
    this.#draw()
  }

  setSeen(seen: Box): void {
    this.#seen = seen
    this.#draw()
  }

  destroy(): void {
    this.#theme.disconnect()
    this.#listening.abort()
  }

  #drawGround(): void {
    const context = this.#ground.getContext('2d')
    if (this.#scene === null || context === null) return
    const { box, nodes } = this.#scene
    const scale = Math.min(
      (WIDTH - 2 * PAD) / Math.max(1, box.width),
      (HEIGHT - 2 * PAD) / Math.max(1, box.height),
    )
    const left = (WIDTH - box.width * scale) / 2 - box.left * scale
    const top = (HEIGHT - box.height * scale) / 2 - box.top * scale
    this.#place = { scale, left, top }
    const style = getComputedStyle(this.#canvas)
    const colour = (name: string): string => style.getPropertyValue(`--${name}`)
    this.#accent = colour('accent')
    context.setTransform(this.#dots, 0, 0, this.#dots, 0, 0)
    context.clearRect(0, 0, WIDTH, HEIGHT)
    for (const { node, x, y, width, height, hue } of nodes) {
      const isGrave = node.health === 'trouble' || node.health === 'attention'
      const own = hue === null ? colour('ink-muted') : `oklch(0.66 0.13 ${hue})`
      context.fillStyle = isGrave ? colour(node.health) : own
      const [w, h] = [Math.max(1.5, width * scale), Math.max(1.5, height * scale)]
      context.fillRect(x * scale + left - w / 2, y * scale + top - h / 2, w, h)
    }
  }

  #draw(): void {
    const context = this.#context
    if (context === null || this.#scene === null || this.#seen === null) return
    // Where all is in sight there is nothing to find the way in.
    this.#canvas.hidden = holds(this.#seen, this.#scene.box)
    if (this.#canvas.hidden) return
    const { scale, left, top } = this.#place
    const { left: x, top: y, width, height } = this.#seen
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    context.drawImage(this.#ground, 0, 0)
    context.setTransform(this.#dots, 0, 0, this.#dots, 0, 0)
    context.strokeStyle = this.#accent
    context.lineWidth = 1.5
    context.strokeRect(x * scale + left, y * scale + top, width * scale, height * scale)
  }
}
