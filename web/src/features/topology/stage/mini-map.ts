import { type Box, holds, type Scene } from '../scene/scene.ts'

/** All of the picture in small, with what is in sight of it. */
export interface MiniMap {
  setScene(scene: Scene): void
  setSeen(seen: Box): void
  destroy(): void
}

const WIDTH = 176
const HEIGHT = 112
const PAD = 6

export function createMiniMap(canvas: HTMLCanvasElement, onLook: (x: number, y: number) => void): MiniMap {
  const context = canvas.getContext('2d')
  const ground = document.createElement('canvas')
  const dots = devicePixelRatio
  for (const one of [canvas, ground]) {
    one.width = WIDTH * dots
    one.height = HEIGHT * dots
  }
  let scene: Scene | null = null
  let seen: Box | null = null
  let scale = 1
  let accent = ''
  let [left, top] = [0, 0]

  /** The nodes stand still while one moves over them: they are drawn once. */
  function drawGround(): void {
    const paint = ground.getContext('2d')
    if (scene === null || paint === null) return
    const { box } = scene
    scale = Math.min((WIDTH - 2 * PAD) / Math.max(1, box.width), (HEIGHT - 2 * PAD) / Math.max(1, box.height))
    left = (WIDTH - box.width * scale) / 2 - box.left * scale
    top = (HEIGHT - box.height * scale) / 2 - box.top * scale
    const style = getComputedStyle(canvas)
    const colour = (name: string): string => style.getPropertyValue(name)
    accent = colour('--accent')
    paint.setTransform(dots, 0, 0, dots, 0, 0)
    paint.clearRect(0, 0, WIDTH, HEIGHT)
    for (const { node, x, y, width, height, hue } of scene.nodes) {
      const grave = node.health === 'trouble' || node.health === 'attention'
      paint.fillStyle = grave
        ? colour(`--${node.health}`)
        : hue === null
          ? colour('--ink-muted')
          : `oklch(0.66 0.13 ${hue})`
      const [w, h] = [Math.max(1.5, width * scale), Math.max(1.5, height * scale)]
      paint.fillRect(x * scale + left - w / 2, y * scale + top - h / 2, w, h)
    }
  }

  function draw(): void {
    if (context === null || scene === null || seen === null) return
    // Where all is in sight there is nothing to find the way in.
    canvas.hidden = holds(seen, scene.box)
    if (canvas.hidden) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.drawImage(ground, 0, 0)
    context.setTransform(dots, 0, 0, dots, 0, 0)
    context.strokeStyle = accent
    context.lineWidth = 1.5
    context.strokeRect(
      seen.left * scale + left,
      seen.top * scale + top,
      seen.width * scale,
      seen.height * scale,
    )
  }

  const look = (event: PointerEvent): void => {
    const rect = canvas.getBoundingClientRect()
    onLook((event.clientX - rect.left - left) / scale, (event.clientY - rect.top - top) / scale)
  }
  const down = (event: PointerEvent): void => {
    canvas.setPointerCapture(event.pointerId)
    look(event)
  }
  const move = (event: PointerEvent): void => {
    if (canvas.hasPointerCapture(event.pointerId)) look(event)
  }
  canvas.addEventListener('pointerdown', down)
  canvas.addEventListener('pointermove', move)
  const theme = new MutationObserver(() => {
    drawGround()
    draw()
  })
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })

  return {
    setScene(next) {
      scene = next
      drawGround()
      draw()
    },
    setSeen(next) {
      seen = next
      draw()
    },
    destroy() {
      theme.disconnect()
      canvas.removeEventListener('pointerdown', down)
      canvas.removeEventListener('pointermove', move)
    },
  }
}
