import type { CardLanes } from '../scene/card-lanes.ts'
import type { DetailLevel } from '../scene/detail-level.ts'
import type { Reach } from '../scene/reach.ts'
import type { Scene } from '../scene/scene.ts'

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
  ...{ walked: null, found: null },
}
