import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { layOut } from '../layout/layout.ts'
import { buildScene } from '../scene/build-scene.ts'
import { cardSize } from '../scene/card-size.ts'
import type { Scene } from '../scene/scene.ts'
import { librarySaga } from '../topology.fixture.ts'
import { createHitTest } from './hit-test.ts'
import { neighbour } from './walk.ts'

const graph = librarySaga()
const layout = layOut({
  nodes: graph.nodes.map((node) => ({ id: node.id, ...cardSize(node) })),
  edges: graph.edges,
})
const wording = { t: createTranslate(english), language: 'en' as const, now: graph.at }
const scene: Scene = buildScene(graph, layout, new Map(), wording)

describe('the scene of the saga', () => {
  it('has every node and edge in its place, with what is written on it', () => {
    expect(scene.nodes).toHaveLength(graph.nodes.length)
    expect(scene.edges).toHaveLength(graph.edges.length)
    const topic = scene.nodeById.get('topic:rental.book-rented')
    expect(topic?.text.rows[0]).toMatchObject({ left: '3 partitions', right: 'keeps 7\u202fd' })
    expect(scene.edges.some(({ back }) => back)).toBe(true)
  })

  it('leaves out what the layout has not come to yet', () => {
    const early = buildScene(graph, layOut({ nodes: [], edges: [] }), new Map(), wording)
    expect([early.nodes, early.edges]).toEqual([[], []])
  })
})

describe('what is under the pointer', () => {
  const hits = createHitTest(scene)

  it('is a node anywhere on its card', () => {
    for (const { id, x, y, width, height } of scene.nodes) {
      expect(hits.at(x, y, 1)).toEqual({ of: 'node', id })
      expect(hits.at(x + width / 2 - 1, y - height / 2 + 1, 1)).toEqual({ of: 'node', id })
    }
  })

  it('is an edge near its line, in pixels of the screen', () => {
    const edge = scene.edges.find(({ curve }) => curve.length === 1)
    if (edge === undefined) throw new Error('the saga has no short edge')
    const { x, y } = edge.middle
    expect(hits.at(x, y, 1)).toMatchObject({ of: 'edge' })
    expect(hits.at(scene.box.left - 500, y, 1)).toBeNull()
    // Drawn small, as many pixels are further on the plane.
    expect(hits.at(scene.box.left - 60, scene.nodes[0]?.y ?? 0, 4)).toBeNull()
  })
})

describe('walking by keys', () => {
  it('begins at the left, and follows edges', () => {
    const first = neighbour(scene, null, 'right')
    expect(scene.nodes.every(({ x }) => x >= (scene.nodeById.get(first ?? '')?.x ?? Number.NaN))).toBe(true)
    const next = neighbour(scene, 'service:rental', 'right') ?? ''
    expect(scene.edges.some(({ from, to }) => from === 'service:rental' && to === next)).toBe(true)
  })

  it('reaches every node', () => {
    const seen = new Set<string>()
    const queue = [neighbour(scene, null, 'right') ?? '']
    for (const at of queue) {
      if (seen.has(at)) continue
      seen.add(at)
      for (const way of ['left', 'right', 'up', 'down'] as const) {
        const to = neighbour(scene, at, way)
        if (to !== null) queue.push(to)
      }
    }
    expect(seen.size).toBe(scene.nodes.length)
  })
})
