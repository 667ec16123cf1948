import type { TopologyDiff } from '@sluice/shared/topology-diff'
import { describe, expect, it } from 'vitest'
import { edgeOf, graphOf, serviceNode, topicNode } from '../topology.fixture.ts'
import { changesAmong, changesOf, withVanished } from './changes.ts'

const old = serviceNode('old')
const far = serviceNode('far')
const gone = edgeOf('service:old', 'topic:a')
const elsewhere = edgeOf('service:far', 'topic:elsewhere')
const diff: TopologyDiff = {
  ...{ from: 1, to: 2, level: 'service' },
  appeared: { nodes: [serviceNode('new')], edges: [edgeOf('service:new', 'topic:a')] },
  vanished: { nodes: [old, far, topicNode('elsewhere')], edges: [gone, elsewhere] },
  changed: [{ id: 'topic:a', of: 'node', what: 'rate', before: '1', after: '4' }],
}
const graph = graphOf([topicNode('a'), serviceNode('new')], [edgeOf('service:new', 'topic:a')])

describe('two times of a graph', () => {
  it('what vanished is drawn beside what is there, and nothing moves along it', () => {
    const both = withVanished(graph, diff, false)
    expect(both.nodes).toHaveLength(5)
    expect(both.edges.find(({ id }) => id === gone.id)?.active).toBe(false)
    expect(both.edges.some(({ id }) => id === elsewhere.id)).toBe(true)
  })

  it('near a node, only what vanished beside what is there', () => {
    const near = withVanished(graph, diff, true)
    expect(near.nodes.map(({ id }) => id)).toEqual(['topic:a', 'service:new', 'service:old'])
    expect(near.edges.some(({ id }) => id === elsewhere.id)).toBe(false)
  })

  it('what is back already is not drawn twice', () => {
    const back = graphOf(
      [...graph.nodes, old, far, topicNode('elsewhere')],
      [...graph.edges, gone, elsewhere],
    )
    expect(withVanished(back, diff, false)).toBe(back)
  })

  it('a box says what all in it say, or that something changed; a box where nothing did says nothing', () => {
    const changes = changesOf(diff)
    const box = (id: string, ...nodes: ReturnType<typeof serviceNode>[]) => ({
      ...serviceNode(id),
      holds: { by: 'group' as const, nodes },
    })
    const boxes = [
      box('gone', old, far),
      box('some', old, serviceNode('same')),
      box('none', serviceNode('same')),
    ]
    const among = changesAmong({ nodes: [...boxes, topicNode('a')], edges: [] }, changes)
    expect(Object.fromEntries(among.nodes)).toEqual({
      'service:gone': 'vanished',
      'service:some': 'changed',
      'topic:a': 'changed',
    })
  })
})
