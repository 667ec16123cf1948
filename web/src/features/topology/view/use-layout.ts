import type { TopologyGraph } from '@sluice/shared/topology'
import { useEffect, useRef, useState } from 'react'
import { layOut } from '../layout/layout.ts'
import type { Layout, LayoutGraph, Pins } from '../layout/layout-types.ts'
import { cardSize } from '../scene/card-size.ts'

export interface Arranged {
  layout: Layout | null
  error: unknown
  /** Rises when everything was laid out anew rather than kept in its place. */
  anew: number
}

/** Places for a graph: kept while only figures change, moved as little as it takes when nodes or edges do. */
export function useLayout(graph: TopologyGraph | undefined, pins: Pins, tidied: number): Arranged {
  const [arranged, setArranged] = useState<Arranged>({ layout: null, error: null, anew: 0 })
  const wanted = graph && layoutInput(graph)
  const key = wanted && JSON.stringify(wanted)
  const input = useRef({ wanted, key })
  if (input.current.key !== key) input.current = { wanted, key }
  const stable = input.current.wanted
  const last = useRef<{ tidied: number; layout: Layout | null }>({ tidied, layout: null })
  useEffect(() => {
    if (stable === undefined) return
    const cold = last.current.tidied !== tidied
    const layout = layOut(stable, cold ? undefined : (last.current.layout ?? undefined), pins)
    last.current = { tidied, layout }
    setArranged((before) => ({ layout, error: null, anew: before.anew + (cold ? 1 : 0) }))
  }, [stable, pins, tidied])
  return arranged
}

function layoutInput({ nodes, edges }: TopologyGraph): LayoutGraph {
  return {
    nodes: nodes.map((node) => ({ id: node.id, ...cardSize(node) })),
    edges: edges.map(({ id, from, to }) => ({ id, from, to })),
  }
}
