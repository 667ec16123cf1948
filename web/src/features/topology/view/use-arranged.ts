import { useMemo, useRef } from 'react'
import type { Layout, LayoutGraph, Pins } from '../layout/layout-types.ts'
import { type LayoutState, useLayout } from '../layout/use-layout.ts'
import type { Shown } from '../model/shown.ts'
import { cardSize } from '../scene/card-size.ts'

interface Arranged {
  layout: Layout | null
  fault: LayoutState['fault']
  /** The pins and the wish to tidy up that this layout follows. */
  pins: Pins
  tidied: number
}

/** Places for a graph: asked for when nodes, edges or sizes change, and not for new figures. */
export function useArranged(graph: Shown | undefined, pins: Pins, tidied: number): Arranged {
  const text = useMemo(() => (graph === undefined ? null : JSON.stringify(layoutInput(graph))), [graph])
  const input = useMemo<LayoutGraph | null>(() => (text === null ? null : JSON.parse(text)), [text])
  const { shown, fault } = useLayout(input, pins, tidied)
  const arrived = useRef({ shown, tidied, pins })
  if (arrived.current.shown !== shown) arrived.current = { shown, tidied, pins }
  const { tidied: followed, pins: kept } = arrived.current
  return { layout: shown?.layout ?? null, fault, pins: kept, tidied: followed }
}

function layoutInput({ nodes, edges }: Shown): LayoutGraph {
  return {
    nodes: nodes.map((node) => ({ id: node.id, ...cardSize(node) })),
    edges: edges.map(({ id, from, to }) => ({ id, from, to })),
  }
}
