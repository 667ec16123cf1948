import type { Painter } from './painter.ts'
import { createSvgPainter } from './svg-painter.ts'

/** The painter of a graph. */
export function createPainters(parent: HTMLElement, onLanes: (ids: readonly string[]) => void): Painter {
  return createSvgPainter(parent, onLanes)
}
