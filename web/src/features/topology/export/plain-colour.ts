/** Reads colours in every form that the page has, and writes them as programs outside of browsers read them. */
export class PlainColours {
  readonly #known = new Map<string, { hex: string; alpha: number }>()
  readonly #canvas: CanvasRenderingContext2D

  constructor() {
    const canvas = document.createElement('canvas')
    canvas.width = 1
    canvas.height = 1
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (context === null) throw new Error('the browser gives no canvas')
    this.#canvas = context
  }

  of(colour: string): { hex: string; alpha: number } {
    const known = this.#known.get(colour)
    if (known) return known
    const context = this.#canvas
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = '#000'
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data
    const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    const read = { hex, alpha: Math.round((alpha / 255) * 100) / 100 }
    this.#known.set(colour, read)
    return read
  }
}
