import type { StateTone } from '#ui/state-mark.tsx'

interface PaintedCell {
  x: number
  y: number
  /** 0 to 1; null: not known. */
  heat: number | null
  tone: StateTone
  marked: boolean
}

interface HeatPicture {
  width: number
  height: number
  cell: number
  cells: readonly PaintedCell[]
}

/** Paints the cells: warmth by lag, a sign for what is wrong, since warmth alone says only how much. */
export function paintHeat(canvas: HTMLCanvasElement, { width, height, cell, cells }: HeatPicture): void {
  const scale = window.devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  const ctx = canvas.getContext('2d')
  if (ctx === null) return
  const style = getComputedStyle(canvas)
  const colour = (name: string) => style.getPropertyValue(`--${name}`)
  ctx.scale(scale, scale)
  ctx.lineWidth = 1.5
  for (const { x, y, heat, tone, marked } of cells) {
    if (heat === null) {
      ctx.strokeStyle = colour('unknown')
      ctx.setLineDash([2, 2])
      ctx.strokeRect(x + 1, y + 1, cell - 2, cell - 2)
      ctx.setLineDash([])
    } else {
      ctx.fillStyle = colour('channel-bed')
      ctx.fillRect(x, y, cell, cell)
      ctx.globalAlpha = heat
      ctx.fillStyle = colour('water-edge')
      ctx.fillRect(x, y, cell, cell)
      ctx.globalAlpha = 1
    }
    if (tone === 'trouble' || tone === 'attention') sign(ctx, x + cell / 2, y + cell / 2, tone, colour)
    if (marked) {
      ctx.strokeStyle = colour('ink')
      ctx.strokeRect(x - 0.5, y - 0.5, cell + 1, cell + 1)
    }
  }
}

/** The same shapes as the marks of states have, on a ground of their own. */
function sign(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  tone: 'trouble' | 'attention',
  colour: (name: string) => string,
): void {
  ctx.beginPath()
  if (tone === 'trouble') {
    ctx.moveTo(x, y - 4.5)
    ctx.lineTo(x + 5, y + 4)
    ctx.lineTo(x - 5, y + 4)
  } else {
    ctx.moveTo(x, y - 5)
    ctx.lineTo(x + 5, y)
    ctx.lineTo(x, y + 5)
    ctx.lineTo(x - 5, y)
  }
  ctx.closePath()
  ctx.fillStyle = colour(tone)
  ctx.strokeStyle = colour('surface')
  ctx.stroke()
  ctx.fill()
}
