import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { layOut } from '../layout/layout.ts'
import { edgeOf, graphOf, serviceNode, topicNode } from '../topology.fixture.ts'
import { buildScene } from './build-scene.ts'
import { cardSize } from './card-size.ts'
import { boxOf } from './scene.ts'
import { sceneWithin } from './scene-within.ts'

describe('the part of a scene in sight', () => {
  it('has the nodes there, and every edge that passes though its ends are elsewhere', () => {
    const graph = graphOf(
      [serviceNode('a'), topicNode('b'), serviceNode('c'), topicNode('d')],
      [
        edgeOf('service:a', 'topic:b'),
        edgeOf('topic:b', 'service:c'),
        edgeOf('service:c', 'topic:d'),
        edgeOf('service:a', 'topic:d'),
      ],
    )
    const nodes = graph.nodes.map((node) => ({ id: node.id, ...cardSize(node) }))
    const scene = buildScene(graph, layOut({ nodes, edges: graph.edges }), new Map(), {
      ...{ t: createTranslate(english), language: 'en', now: 0 },
    })
    const middle = scene.nodeById.get('topic:b')
    if (middle === undefined) throw new Error('it has no place')
    const column = { ...boxOf(middle), top: scene.box.top, height: scene.box.height }
    const part = sceneWithin(scene, column)
    expect(part.nodes.map(({ id }) => id)).toEqual(['topic:b'])
    expect(part.edgeById.has('service:a→topic:d')).toBe(true)
    expect(part.edgeById.has('service:c→topic:d')).toBe(false)
  })
})
