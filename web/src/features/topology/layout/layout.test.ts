import { describe, expect, it } from 'vitest'
import { layOut } from './layout.ts'
import type { Layout, LayoutGraph } from './layout-types.ts'
import { overlapsOf } from './testing/overlaps.ts'
import { bipartite, chain, graphOf, grid, hub, librarySaga, randomTopology } from './testing/sample-graphs.ts'

const GRAPHS: readonly [string, LayoutGraph][] = [
  ['nothing', graphOf()],
  ['one node', graphOf('a')],
  ['nodes without edges', graphOf(...Array.from({ length: 40 }, (_, at) => `n${at}`))],
  ['a loop', graphOf('a>a', 'a>b')],
  ['two nodes that feed each other', graphOf('a>b', 'b>a')],
  ['parallel edges', graphOf('a>b', 'a>b', 'a>b', 'b>c', 'a>c', 'a>c')],
  ['parts without connection', graphOf('a>b', 'c>d', 'd>e', 'e>f', 'g', 'h>i')],
  ['the library', librarySaga()],
  ['a chain of 3 000', chain(3_000)],
  ['a hub with 100 readers', hub(100)],
  ['a grid', grid(8, 6)],
  ['a dense bipartite graph', bipartite(12, 14, 0.6, 3)],
  ['300 services and topics', randomTopology(300, 5)],
]

const placeOf = (layout: Layout, id: string): { x: number; y: number } => {
  const node = layout.nodes.find((one) => one.id === id)
  if (!node) throw new Error(`${id} is not in the layout`)
  return node
}

describe('layOut', () => {
  it.each(GRAPHS)('places every node and edge of %s once, none over another', (_title, graph) => {
    const layout = layOut(graph)
    expect(layout.nodes.map(({ id }) => id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort())
    expect(layout.edges.map(({ id }) => id).sort()).toEqual(graph.edges.map(({ id }) => id).sort())
    expect(overlapsOf(layout)).toEqual([])
  })

  it.each(GRAPHS)('gives %s the same picture whatever the order of its nodes and edges', (_title, graph) => {
    const turned = { nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() }
    expect(layOut(turned)).toEqual(layOut(graph))
  })

  it('lets an edge that is part of no feedback go rightward', () => {
    const graph = randomTopology(300, 11)
    const layout = layOut(graph)
    const partOf = new Map(layout.feedback.flatMap((part, index) => part.map((id) => [id, index])))
    const free = graph.edges.filter(
      ({ from, to }) => !partOf.has(from) || partOf.get(from) !== partOf.get(to),
    )
    expect(free.length).toBeGreaterThan(100)
    for (const { from, to } of free) expect(placeOf(layout, from).x).toBeLessThan(placeOf(layout, to).x)
  })

  it('names what feeds back and keeps the arrows of it true', () => {
    const layout = layOut(graphOf('a>b', 'b>c', 'c>a', 'c>d'))
    expect(layout.feedback).toEqual([['a', 'b', 'c']])
    const back = layout.edges.filter((edge) => edge.reversed)
    expect(back).toHaveLength(1)
    for (const { from, to, points } of layout.edges) {
      expect(Math.abs((points[0]?.x ?? 0) - placeOf(layout, from).x)).toBe(100)
      expect(Math.abs((points.at(-1)?.x ?? 0) - placeOf(layout, to).x)).toBe(100)
    }
  })

  it('lays a chain on one line', () => {
    expect(new Set(layOut(chain(12)).nodes.map(({ y }) => y)).size).toBe(1)
  })

  it('leaves an edge out whose node is not there', () => {
    const { nodes } = graphOf('a>b')
    expect(layOut({ nodes, edges: [{ id: 'e', from: 'a', to: 'gone' }] }).edges).toEqual([])
  })
})
