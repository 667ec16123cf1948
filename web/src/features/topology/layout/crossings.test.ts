import { describe, expect, it } from 'vitest'
import { layOut } from './layout.ts'
import type { LayoutGraph } from './layout-types.ts'
import { drawnCrossings } from './testing/drawn-crossings.ts'
import { layOutByDagre } from './testing/lay-out-by-dagre.ts'
import { bipartite, graphOf, grid, hub, librarySaga, randomTopology } from './testing/sample-graphs.ts'

const CASES: readonly [string, LayoutGraph][] = [
  ['the library', librarySaga()],
  ['a hub', hub(30)],
  ['a grid', grid(7, 5)],
  ['30 services and topics', randomTopology(30, 1)],
  ['60 services and topics', randomTopology(60, 2)],
  ['100 services and topics', randomTopology(100, 3)],
  ['200 services and topics', randomTopology(200, 1)],
]

describe('crossings', () => {
  it.each(CASES)('of %s are at most a tenth more than those of dagre', (_title, graph) => {
    const own = drawnCrossings(layOut(graph).edges)
    expect(own).toBeLessThanOrEqual(drawnCrossings(layOutByDagre(graph).edges) * 1.1)
  })

  it('of a dense graph that are counted are those that straight edges make', () => {
    const layout = layOut(bipartite(12, 14, 0.5, 3))
    const places = new Map(layout.nodes.map((node) => [node.id, node]))
    const straight = layout.edges.map(({ from, to }) => {
      const points = [from, to].map((id) => places.get(id) ?? { x: 0, y: 0 })
      return { from, to, points }
    })
    expect(layout.crossings).toBe(drawnCrossings(straight))
  })

  it('are none where there need be none', () => {
    expect(layOut(graphOf('a>x', 'b>y', 'c>z', 'a>y', 'b>z')).crossings).toBe(0)
    expect(layOut(grid(6, 6)).crossings).toBe(0)
  })
})
