import type { TopologyHealth } from '@sluice/shared/topology'
import type { ShownEdge, ShownNode } from '../model/shown.ts'
import type { CardText } from './card-text.ts'
import type { Curve, Mark } from './edge-curve.ts'
import type { EdgeLine } from './edge-style.ts'

/** What is drawn, ready to be painted: no painter asks the graph or the layout anything. */
export interface Scene {
  nodes: readonly SceneNode[]
  edges: readonly SceneEdge[]
  nodeById: ReadonlyMap<string, SceneNode>
  edgeById: ReadonlyMap<string, SceneEdge>
  box: Box
}

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** A node with its middle. */
export interface SceneNode {
  id: string
  node: ShownNode
  x: number
  y: number
  width: number
  height: number
  layer: number
  text: CardText
  /** Degrees of the colour that goes with a topic's name. */
  hue: number | null
  pinned: boolean
}

export interface SceneEdge {
  id: string
  edge: ShownEdge
  from: string
  to: string
  curve: Curve
  /** Where its head stands, and the middle of its way. */
  head: Mark
  middle: Mark
  line: EdgeLine
  width: number
  dashes: readonly [number, number] | null
  health: TopologyHealth
  active: boolean
  /** It leads back, against the reading direction. */
  back: boolean
  /** Seconds a drop takes; null: none is drawn. */
  flow: number | null
}

/** Whether two boxes share a place. */
export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height

export const boxOf = ({ x, y, width, height }: Pick<SceneNode, 'x' | 'y' | 'width' | 'height'>): Box => ({
  left: x - width / 2,
  top: y - height / 2,
  width,
  height,
})

/** Whether one box has all of another in it. */
export const holds = (outer: Box, inner: Box): boolean =>
  inner.left >= outer.left &&
  inner.top >= outer.top &&
  inner.left + inner.width <= outer.left + outer.width &&
  inner.top + inner.height <= outer.top + outer.height

/** The smallest box around several; null: there is none. */
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  const left = Math.min(...boxes.map((box) => box.left))
  const top = Math.min(...boxes.map((box) => box.top))
  return {
    ...{ left, top },
    width: Math.max(...boxes.map((box) => box.left + box.width)) - left,
    height: Math.max(...boxes.map((box) => box.top + box.height)) - top,
  }
}
