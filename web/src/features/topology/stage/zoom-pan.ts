import { select } from 'd3-selection'
import { type D3ZoomEvent, zoom, zoomIdentity, zoomTransform } from 'd3-zoom'
import { isStill } from '../paint/flow-over.ts'
import type { Transform } from '../paint/painter.ts'
import { ZOOM } from '../topology-search.ts'

interface ZoomPanOptions {
  /** Whether a press begins to move the plane, and nothing on it. */
  isPlane: (event: MouseEvent | TouchEvent) => boolean
  /** `hand`: it was a person and not the page that moved it. */
  onMove: (transform: Transform, hand: boolean) => void
  onStart: (hand: boolean) => void
  onEnd: (hand: boolean) => void
}

/** Wheel, pinch and drag over an element, as d3 knows them. */
export interface ZoomPan {
  set(transform: Transform, gliding: boolean): void
  by(factor: number): void
  /** Moves as if by hand. */
  shift(x: number, y: number): void
  destroy(): void
}

const GLIDE_MS = 240

export function createZoomPan(element: HTMLElement, options: ZoomPanOptions): ZoomPan {
  const target = select(element)
  let own = false
  let glide = 0
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([ZOOM.least, ZOOM.most])
    .clickDistance(4)
    .filter((event: MouseEvent & TouchEvent) => {
      if (event.type === 'wheel') return true
      return !event.ctrlKey && !event.button && event.type !== 'dblclick' && options.isPlane(event)
    })
    .on('start', () => {
      // A hand that takes hold of the plane stops what glides.
      if (!own) cancelAnimationFrame(glide)
      options.onStart(!own)
    })
    .on('zoom', ({ transform: { x, y, k } }: D3ZoomEvent<HTMLElement, unknown>) =>
      options.onMove({ tx: x, ty: y, k }, !own),
    )
    .on('end', () => options.onEnd(!own))
  target.call(behaviour)
  const run = (act: () => void): void => {
    own = true
    act()
    own = false
  }

  return {
    set({ tx, ty, k }, gliding) {
      cancelAnimationFrame(glide)
      const from = zoomTransform(element)
      const go = (share: number) => {
        const scale = from.k * (k / from.k) ** share
        // Straight on the screen for the point in the middle, however the scale changes.
        const part = k === from.k ? share : (scale - from.k) / (k - from.k)
        run(() =>
          behaviour.transform(
            target,
            zoomIdentity.translate(from.x + (tx - from.x) * part, from.y + (ty - from.y) * part).scale(scale),
          ),
        )
      }
      if (!gliding || isStill()) return go(1)
      const started = performance.now()
      const step = (time: number) => {
        const share = Math.min(1, Math.max(0, (time - started) / GLIDE_MS))
        go(1 - (1 - share) ** 3)
        if (share < 1) glide = requestAnimationFrame(step)
      }
      glide = requestAnimationFrame(step)
    },
    by: (factor) => behaviour.scaleBy(target, factor),
    shift: (x, y) => behaviour.translateBy(target, x, y),
    destroy() {
      cancelAnimationFrame(glide)
      target.on('.zoom', null)
    },
  }
}
