import type { Changes } from '../diff/changes.ts'
import type { CardLanes } from '../scene/card-lanes.ts'
import type { DetailLevel } from '../scene/detail-level.ts'
import type { Reach } from '../scene/reach.ts'
import type { Box, Scene } from '../scene/scene.ts'

/** Screen place of a scene's place: `x · k + tx`. */
export interface Transform {
  tx: number
  ty: number
  k: number
}

/** What is looked at: it never moves anything. */
export interface Emphasis {
  /** What keeps its colour; null: everything does. */
  lit: Reach | null
  selectedNode: string | null
  selectedEdge: string | null
  hoveredNode: string | null
  hoveredEdge: string | null
  /** Where the keys have walked to. */
  walked: string | null
  /** What a search found; null: nothing is searched. */
  found: ReadonlySet<string> | null
  /** What became of nodes and edges since another time; null: no times are compared. */
  changes: Changes | null
}

/** Draws a scene. Knows no React and nothing of where the scene comes from. */
export interface Painter {
  setScene(scene: Scene, flowOver: boolean): void
  setTransform(transform: Transform, level: DetailLevel): void
  setEmphasis(emphasis: Emphasis): void
  /** The lanes of topics that are drawn large, by their nodes. */
  setLanes(lanes: ReadonlyMap<string, CardLanes>): void
  /** A node is being dragged: it and its edges follow the pointer. */
  moveNode(id: string, x: number, y: number): void
  /** While the view moves nothing else does. */
  setMoving(moving: boolean): void
  setSize(width: number, height: number): void
  destroy(): void
}

export const NO_EMPHASIS: Emphasis = {
  ...{ lit: null, selectedNode: null, selectedEdge: null, hoveredNode: null, hoveredEdge: null },
  ...{ walked: null, found: null, changes: null },
}

/** What keeps its colour: what is chosen with all up and down the stream, and of that what is looked for. */
export const isLitNode = (id: string, { lit, found }: Emphasis): boolean =>
  (lit?.nodes.has(id) ?? true) && (found?.has(id) ?? true)

export const isLitEdge = (
  { id, from, to }: { id: string; from: string; to: string },
  { lit, found }: Emphasis,
): boolean => lit?.edges.has(id) ?? (found === null || found.has(from) || found.has(to))

/** The part of the plane that a window shows, and around it as many parts of its size as `margin` says. */
export function seenBox(
  { tx, ty, k }: Transform,
  { width, height }: { width: number; height: number },
  margin = 0,
): Box {
  return {
    left: (-tx - margin * width) / k,
    top: (-ty - margin * height) / k,
    width: ((1 + 2 * margin) * width) / k,
    height: ((1 + 2 * margin) * height) / k,
  }
}
