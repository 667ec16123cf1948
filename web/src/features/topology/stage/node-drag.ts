interface NodeDragOptions {
  /** The node under the pointer, and where its middle is. */
  nodeAt: (event: PointerEvent) => { id: string; x: number; y: number } | null
  /** How many pixels one of the plane takes. */
  scale: () => number
  onDrag: (id: string, x: number, y: number) => void
  onDrop: (id: string, x: number, y: number) => void
}

/** A press that moves less than that is a click. */
const SLOP_PX = 4

/** Takes nodes along with the pointer; returns what ends it. */
export function createNodeDrag(element: HTMLElement, options: NodeDragOptions): () => void {
  let held: { id: string; x: number; y: number; fromX: number; fromY: number; moved: boolean } | null = null

  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || event.ctrlKey) return
    const node = options.nodeAt(event)
    if (node === null) return
    held = { ...node, fromX: event.clientX, fromY: event.clientY, moved: false }
  }
  const placeOf = (event: PointerEvent, { x, y, fromX, fromY }: NonNullable<typeof held>) => ({
    x: x + (event.clientX - fromX) / options.scale(),
    y: y + (event.clientY - fromY) / options.scale(),
  })
  const move = (event: PointerEvent): void => {
    if (held === null) return
    const far = Math.hypot(event.clientX - held.fromX, event.clientY - held.fromY)
    if (!held.moved && far < SLOP_PX) return
    if (!held.moved) element.setPointerCapture(event.pointerId)
    held.moved = true
    const { x, y } = placeOf(event, held)
    options.onDrag(held.id, x, y)
  }
  const up = (event: PointerEvent): void => {
    const was = held
    held = null
    if (was?.moved !== true) return
    const { x, y } = placeOf(event, was)
    options.onDrop(was.id, x, y)
    // The click that follows a drag chooses nothing.
    element.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => element.removeEventListener('click', swallow, { capture: true }), 0)
  }
  const cancel = (): void => {
    if (held?.moved) options.onDrag(held.id, held.x, held.y)
    held = null
  }
  element.addEventListener('pointerdown', down)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', up)
  element.addEventListener('pointercancel', cancel)
  return () => {
    element.removeEventListener('pointerdown', down)
    element.removeEventListener('pointermove', move)
    element.removeEventListener('pointerup', up)
    element.removeEventListener('pointercancel', cancel)
  }
}

function swallow(event: Event): void {
  event.stopPropagation()
}
