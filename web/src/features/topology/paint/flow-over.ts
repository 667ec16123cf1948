import type { Curve } from '../scene/edge-curve.ts'
import type { SvgEdge } from './svg-edge.ts'
import type { SvgNode } from './svg-node.ts'

interface Moves {
  nodes: ReadonlyMap<string, SvgNode>
  edges: ReadonlyMap<string, SvgEdge>
  /** Where they were drawn last. */
  places: ReadonlyMap<string, { x: number; y: number }>
  curves: ReadonlyMap<string, Curve>
  done: () => void
}

const LASTS_MS = 260
/** Where so much moves that no eye can follow it, showing where each went only takes time. */
const MOVES_MAX = 400

/** Moves what has another place to it; returns what stops that where it is. */
export function flowOver({ nodes, edges, places, curves, done }: Moves): () => void {
  const moved = [...nodes].flatMap(([id, node]) => {
    const from = places.get(id)
    const { x, y } = node.scene
    return from && (from.x !== x || from.y !== y) ? [{ node, from, to: { x, y } }] : []
  })
  const bent = [...edges].flatMap(([id, edge]) => {
    const from = curves.get(id)
    return from && from !== edge.scene.curve ? [{ edge, from }] : []
  })
  const show = (share: number): void => {
    for (const { node, from, to } of moved)
      node.place(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
    for (const { edge, from } of bent) edge.flowOver(from, share)
  }
  const finish = (): void => {
    show(1)
    done()
  }
  if (moved.length === 0 || moved.length > MOVES_MAX || isStill()) {
    finish()
    return () => undefined
  }
  const started = performance.now()
  let frame = 0
  const step = (now: number): void => {
    const share = Math.min(1, Math.max(0, (now - started) / LASTS_MS))
    if (share >= 1) finish()
    else {
      show(1 - (1 - share) ** 3)
      frame = requestAnimationFrame(step)
    }
  }
  show(0)
  frame = requestAnimationFrame(step)
  return () => cancelAnimationFrame(frame)
}

export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
