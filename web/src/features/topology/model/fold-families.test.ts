import { describe, expect, it } from 'vitest'
import { edgeOf, graphOf, serviceNode, topicNode } from '../topology.fixture.ts'
import { foldFamilies, withoutInternal } from './fold-families.ts'

const retry = { base: 'orders', role: 'retry' } as const
const orders = graphOf(
  [
    serviceNode('shop'),
    serviceNode('billing'),
    topicNode('orders'),
    topicNode('orders-retry-0', { family: retry }),
    topicNode('orders-retry-1', { family: retry }),
    { ...topicNode('orders.DLT', { family: { base: 'orders', role: 'dead-letter' } }), health: 'attention' },
  ],
  [
    edgeOf('service:shop', 'topic:orders'),
    edgeOf('topic:orders', 'service:billing'),
    edgeOf('service:billing', 'topic:orders-retry-0'),
    edgeOf('topic:orders-retry-0', 'service:billing'),
    edgeOf('service:billing', 'topic:orders-retry-1'),
    edgeOf('topic:orders-retry-1', 'service:billing'),
    edgeOf('service:billing', 'topic:orders.DLT'),
  ],
)

describe('foldFamilies', () => {
  it('puts retries and dead letters into their topic, which holds them', () => {
    const { nodes } = foldFamilies(orders)
    expect(nodes.map(({ id }) => id)).toEqual(['service:shop', 'service:billing', 'topic:orders'])
    expect(nodes[2]?.holds?.by).toBe('family')
    expect(nodes[2]?.holds?.nodes.map(({ name }) => name)).toEqual([
      'orders-retry-0',
      'orders-retry-1',
      'orders.DLT',
    ])
  })

  it('lets what led to them lead to their topic, as one edge with its parts', () => {
    const { edges } = foldFamilies(orders)
    expect(edges.map(({ from, to, stands }) => [from, to, stands?.length ?? 0])).toEqual([
      ['service:shop', 'topic:orders', 0],
      ['topic:orders', 'service:billing', 3],
      ['service:billing', 'topic:orders', 3],
    ])
  })

  it('lets an edge alone that stands for itself, and gives no name of one to what stands for several', () => {
    const { edges } = foldFamilies(orders)
    const ids = new Set(orders.edges.map(({ id }) => id))
    expect(edges.map(({ id }) => ids.has(id))).toEqual([true, false, false])
  })

  it('leaves a family apart that is open, and a retry whose topic is not there', () => {
    expect(foldFamilies(orders, new Set(['topic:orders'])).nodes).toHaveLength(6)
    const alone = graphOf([topicNode('x-retry', { family: { base: 'x', role: 'retry' } })], [])
    expect(foldFamilies(alone).nodes).toHaveLength(1)
  })

  it('puts a changelog into the one service that has to do with it, and leaves one that others read', () => {
    const family = { base: 'app-changelog', role: 'changelog' } as const
    const nodes = [serviceNode('app'), serviceNode('spy'), topicNode('app-changelog', { family })]
    const own = [edgeOf('service:app', 'topic:app-changelog'), edgeOf('topic:app-changelog', 'service:app')]
    const folded = foldFamilies(graphOf(nodes, own))
    expect(folded.nodes[0]?.holds).toMatchObject({ by: 'inner', nodes: [{ name: 'app-changelog' }] })
    expect(folded.edges).toEqual([])
    const read = graphOf(nodes, [...own, edgeOf('topic:app-changelog', 'service:spy')])
    expect(foldFamilies(read).nodes).toHaveLength(3)
  })
})

describe('withoutInternal', () => {
  it('leaves out what is Kafka’s own, with its edges', () => {
    const graph = graphOf(
      [topicNode('__consumer_offsets', { internal: true }), serviceNode('app')],
      [edgeOf('service:app', 'topic:__consumer_offsets')],
    )
    expect(withoutInternal(graph)).toEqual({ nodes: [graph.nodes[1]], edges: [] })
  })
})
