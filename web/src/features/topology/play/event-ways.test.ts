import { describe, expect, it } from 'vitest'
import { edgeOf, graphOf, librarySaga, serviceNode, topicNode, writerNode } from '../topology.fixture.ts'
import { eventWays } from './event-ways.ts'
import { messageOf, sceneOf } from './played.fixture.ts'

const names = (ways: readonly { name: string | null }[]) => ways.map(({ name }) => name).sort()

describe('the way of an event through the graph', () => {
  it('leads from the one that writes its topic to all who read it', () => {
    const way = eventWays(sceneOf(librarySaga()))(messageOf('rental.book-rented'))
    expect(way.topic).toBe('topic:rental.book-rented')
    expect(way.from).toMatchObject({ node: 'service:rental', name: 'rental', tier: 'proven' })
    expect(names(way.to)).toEqual(['best-book', 'book', 'member'])
  })

  const shared = (parts: string[][]) =>
    graphOf(
      [topicNode('orders'), ...parts.map((own, at) => ({ ...serviceNode(`s${at}`), parts: own as never[] }))],
      parts.map((_, at) => edgeOf(`service:s${at}`, 'topic:orders')),
    )

  it('has no source where several write the topic and nothing in the record says which', () => {
    const way = eventWays(sceneOf(shared([['session:1'], ['session:2']])))(messageOf('orders'))
    expect(way).toMatchObject({ topic: 'topic:orders', from: null, writers: 2 })
  })

  it('comes from that of several whose producer id or whose name the record bears', () => {
    const wayOf = eventWays(sceneOf(shared([['session:1'], ['session:2', 'claim:source=billing']])))
    expect(wayOf(messageOf('orders', { producerId: '1' })).from?.node).toBe('service:s0')
    expect(wayOf(messageOf('orders', { headers: { source: 'billing' } })).from?.node).toBe('service:s1')
    expect(wayOf(messageOf('orders', { producerId: '1', headers: { source: 'billing' } })).from).toBeNull()
  })

  it('is not drawn from those that are only suspected, or only permitted to write', () => {
    const graph = graphOf(
      [topicNode('a'), serviceNode('x'), writerNode('session:9')],
      [edgeOf('service:x', 'topic:a', 'suspected'), edgeOf('session:9', 'topic:a', 'permitted')],
    )
    expect(eventWays(sceneOf(graph))(messageOf('a'))).toMatchObject({ from: null, writers: 0 })
  })

  it('goes to the node that its topic is folded into, along what stands for its own arrows', () => {
    const retry = topicNode('orders.retry', { family: { base: 'orders', role: 'retry' } })
    const graph = graphOf(
      [topicNode('orders'), retry, serviceNode('shop'), serviceNode('packer')],
      [
        edgeOf('service:shop', 'topic:orders'),
        edgeOf('topic:orders', 'service:packer'),
        edgeOf('service:packer', 'topic:orders.retry'),
      ],
    )
    const wayOf = eventWays(sceneOf(graph))
    expect(wayOf(messageOf('orders.retry'))).toMatchObject({
      topic: 'topic:orders',
      from: { node: 'service:packer' },
      to: [],
    })
    expect(wayOf(messageOf('orders')).from?.node).toBe('service:shop')
  })

  it('of a topic that is not in the picture is none', () => {
    expect(eventWays(sceneOf(librarySaga()))(messageOf('elsewhere')).topic).toBeNull()
  })
})
