import { readGraph } from './cell.ts'
import { layOutCold } from './cold.ts'
import type { Layout, LayoutGraph, Pins } from './layout-types.ts'
import { toLayout } from './scene.ts'

/**
 * Places a graph in columns that are read from left to right. The same graph gives the same picture, whatever the order
 * of its nodes and edges.
 */
export function layOut(graph: LayoutGraph, _before?: Layout, _pinned?: Pins): Layout {
  return toLayout(layOutCold(readGraph(graph)))
}
