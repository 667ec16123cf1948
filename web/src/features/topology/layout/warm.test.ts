import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut } from './layout.ts'
import type { Layout, LayoutGraph } from './layout-types.ts'
import { overlapsOf } from './testing/overlaps.ts'
import { bipartite, graphOf, hub, librarySaga, randomTopology } from './testing/sample-graphs.ts'

/** How far each node that is in both layouts has moved. */
function movesOf(before: Layout, after: Layout): number[] {
  const places = new Map(before.nodes.map((node) => [node.id, node]))
  return after.nodes.flatMap(({ id, x, y }) => {
    const then = places.get(id)
    return then ? [Math.hypot(then.x - x, then.y - y)] : []
  })
}

const added = (graph: LayoutGraph, more: LayoutGraph): LayoutGraph => ({
  nodes: [...graph.nodes, ...more.nodes.filter(({ id }) => !graph.nodes.some((node) => node.id === id))],
  edges: [...graph.edges, ...more.edges],
})

const without = (graph: LayoutGraph, gone: ReadonlySet<string>): LayoutGraph => ({
  nodes: graph.nodes.filter(({ id }) => !gone.has(id)),
  edges: graph.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
})

describe('a warm start', () => {
  it.each([
    ['the library', librarySaga()],
    ['a hub', hub(60)],
    ['a dense graph', bipartite(12, 14, 0.6, 3)],
    ['nodes without edges', graphOf(...Array.from({ length: 40 }, (_, at) => `n${at}`))],
    ['300 services and topics', randomTopology(300, 5)],
  ])('changes nothing of %s when nothing has changed', (_title, graph) => {
    const before = layOut(graph)
    expect(layOut(graph, before)).toEqual(before)
  })

  it('moves nearly nobody of 500 when 5 nodes and 10 edges come', () => {
    const graph = randomTopology(500, 4)
    const more = graphOf(
      ...Array.from({ length: 5 }, (_, at) => [`t${at * 31}>new${at}`, `new${at}>t${at * 17 + 3}`]).flat(),
    )
    const before = layOut(graph)
    const after = layOut(added(graph, more), before)
    expect(after.nodes).toHaveLength(505)
    expect(overlapsOf(after)).toEqual([])
    expect(movesOf(before, after).filter((move) => move > 60).length).toBeLessThanOrEqual(5)
  })

  it('moves nobody when nodes vanish', () => {
    const graph = randomTopology(200, 9)
    const before = layOut(graph)
    const after = layOut(without(graph, new Set(['s3', 't5', 't60', 's40'])), before)
    expect(Math.max(...movesOf(before, after))).toBe(0)
  })

  it('puts what writes to the first column to the left of it, and moves nobody for it', () => {
    const before = layOut(graphOf('topic>group'))
    const after = layOut(graphOf('topic>group', 'writer>topic'), before)
    const [group, topic, writer] = after.nodes
    expect(Math.max(...movesOf(before, after))).toBe(0)
    expect([writer?.x ?? 0, topic?.x ?? 0, group?.x ?? 0].toSorted((a, b) => a - b)).toEqual([
      writer?.x,
      topic?.x,
      group?.x,
    ])
    expect(after.left).toBeLessThan(0)
  })

  it('takes a node out of the grid of the unconnected once it is connected', () => {
    const before = layOut(graphOf('a>b', 'b>c', 'd'))
    const after = layOut(graphOf('a>b', 'b>c', 'c>d'), before)
    const x = (id: string): number => after.nodes.find((node) => node.id === id)?.x ?? Number.NaN
    expect(x('d')).toBeGreaterThan(x('c'))
  })

  it('makes room for a node that has grown, and only around it', () => {
    const graph = randomTopology(120, 2)
    const before = layOut(graph)
    const grown = graph.nodes.map((node) => (node.id === 's7' ? { ...node, height: 220 } : node))
    const after = layOut({ ...graph, nodes: grown }, before)
    expect(overlapsOf(after)).toEqual([])
    const column = after.nodes.find(({ id }) => id === 's7')?.layer
    const moved = after.nodes.filter(({ id, y }) => before.nodes.find((node) => node.id === id)?.y !== y)
    expect(moved.every(({ layer }) => layer === column)).toBe(true)
  })

  it('starts anew when most of the picture is another', () => {
    const graph = graphOf('a>b', 'b>c', 'x>y', 'y>z', 'z>w')
    expect(layOut(graph, layOut(graphOf('a>b', 'p>q', 'q>r', 'r>s')))).toEqual(layOut(graph))
  })
})

describe('a pinned node', () => {
  it('stands exactly where it was put, and nobody under it', () => {
    const graph = randomTopology(80, 3)
    const free = layOut(graph)
    const taken = free.nodes[20]
    if (!taken) throw new Error('there are fewer nodes than that')
    const pins = new Map([['s1', { x: taken.x + 60, y: taken.y + 5 }]])
    for (const layout of [layOut(graph, undefined, pins), layOut(graph, free, pins)]) {
      expect(layout.nodes.find(({ id }) => id === 's1')).toMatchObject({ x: taken.x + 60, y: taken.y + 5 })
      expect(overlapsOf(layout)).toEqual([])
    }
  })
})

const changes = fc.record({
  size: fc.integer({ min: 2, max: 60 }),
  seed: fc.integer({ min: 1, max: 10_000 }),
  gone: fc.array(fc.nat(30), { maxLength: 4 }),
  edges: fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 8 }),
  heights: fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 24, max: 220 })), { maxLength: 5 }),
  pins: fc.array(
    fc.tuple(fc.nat(20), fc.integer({ min: -300, max: 2_000 }), fc.integer({ min: -300, max: 900 })),
    {
      maxLength: 1,
    },
  ),
})

describe('any change', () => {
  it('leaves nothing over anything, the picture the same for the same input, and pins where they are', () => {
    fc.assert(
      fc.property(changes, ({ size, seed, gone, edges, heights, pins }) => {
        const graph = randomTopology(size, seed)
        const before = layOut(graph)
        const more = graphOf(...edges.map(([a, b]) => `s${a}>t${b}`))
        const rest = without(added(graph, more), new Set(gone.map((at) => `t${at}`)))
        const sizes = new Map(heights.map(([at, height]) => [`s${at}`, height]))
        const nodes = rest.nodes.map((node) => ({ ...node, height: sizes.get(node.id) ?? node.height }))
        const places = new Map(pins.map(([at, x, y]) => [`s${at}`, { x, y }]))
        const after = layOut({ ...rest, nodes }, before, places)
        expect(overlapsOf(after)).toEqual([])
        expect(layOut({ edges: rest.edges.toReversed(), nodes: nodes.toReversed() }, before, places)).toEqual(
          after,
        )
        for (const { id, x, y } of after.nodes) if (places.has(id)) expect({ x, y }).toEqual(places.get(id))
      }),
      { numRuns: 60 },
    )
  })
})
