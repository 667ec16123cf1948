export function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('This browser gives no canvas to draw on')
  return pen
}

/** Empties a canvas of this size, sharp on every screen. */
export function fitCanvas(pen: CanvasRenderingContext2D, width: number, height: number): void {
  const { canvas } = pen
  const [wide, tall] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)]
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide
    canvas.height = tall
    if (canvas.isConnected) canvas.style.height = `${height}px`
  }
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  pen.clearRect(0, 0, width, height)
}
