import { describe, expect, it } from 'vitest'
import {
  edgeOf,
  graphOf,
  groupFacts,
  librarySaga,
  serviceNode,
  topicNode,
  writerNode,
} from '../topology.fixture.ts'
import { boxId, groupNodes, prefixOf, readPattern } from './group-by.ts'
import { prefixDepth } from './prefix-depth.ts'

const byPrefix = { by: 'prefix', depth: 1 } as const

describe('groupNodes', () => {
  it('puts services and topics that begin alike into one box, and draws what flows between boxes once', () => {
    const { nodes, edges } = groupNodes(librarySaga(), byPrefix)
    expect(nodes.map(({ name }) => name).sort()).toEqual(['best', 'book', 'member', 'rental'])
    const flow = edges.find(({ from, to }) => from === 'box:prefix:rental' && to === 'box:prefix:member')
    expect(flow?.stands?.map(({ from }) => from)).toEqual([
      'topic:rental.book-rented',
      'topic:rental.book-returned',
      'topic:rental.suspension-lifted',
    ])
    expect(flow).toMatchObject({ rate: { messages: 4.2 * 3, basis: 'edge' }, lag: '36', atLeast: false })
    expect(edges.every(({ from, to }) => from !== to)).toBe(true)
  })

  it('shows the worst health of what is inside, and all of it once it is open', () => {
    const graph = librarySaga()
    const sick = { ...graph, nodes: graph.nodes.map((node) => node) }
    sick.nodes[0] = { ...(sick.nodes[0] ?? serviceNode('rental')), health: 'trouble' }
    expect(groupNodes(sick, byPrefix).nodes.find(({ name }) => name === 'rental')?.health).toBe('trouble')
    const opened = groupNodes(sick, byPrefix, new Set([boxId(byPrefix, 'rental')]))
    expect(opened.nodes.filter(({ name }) => name?.startsWith('rental'))).toHaveLength(5)
  })

  it('leaves alone what has no name, no like, or no owner', () => {
    const graph = graphOf([writerNode('session:1'), writerNode('session:2'), serviceNode('lone')], [])
    expect(groupNodes(graph, byPrefix).nodes).toEqual(graph.nodes)
    expect(groupNodes(graph, { by: 'owner' }).nodes).toEqual(graph.nodes)
  })

  it('goes by owner, and by the first bracket of a pattern', () => {
    const owned = ['a', 'b'].map((name) => ({ ...serviceNode(name), owner: 'payments' }))
    expect(groupNodes(graphOf(owned, []), { by: 'owner' }).nodes).toMatchObject([
      { id: 'box:owner:payments', name: 'payments', owner: 'payments', kind: 'service' },
    ])
    const read = readPattern('^(?:prod|dev)\\.(\\w+)')
    if ('fault' in read) throw new Error(read.fault)
    const topics = graphOf([topicNode('prod.pay.in'), topicNode('dev.pay.out'), topicNode('pay')], [])
    const { nodes } = groupNodes(topics, { by: 'pattern', ...read })
    expect(nodes.map(({ name }) => name)).toEqual(['pay', 'pay'])
    expect(nodes[1]?.holds?.nodes).toHaveLength(2)
  })

  it('counts a rate that is known of a whole topic only once, and says so when something is not known', () => {
    const rate = { messages: 10, bytes: 100, basis: 'topic' as const }
    const graph = graphOf(
      [serviceNode('w.a'), serviceNode('w.b'), serviceNode('w.c'), topicNode('t')],
      [
        { ...edgeOf('service:w.a', 'topic:t'), rate },
        { ...edgeOf('service:w.b', 'topic:t'), rate },
      ],
    )
    expect(groupNodes(graph, byPrefix).edges).toMatchObject([{ rate, atLeast: false }])
    const more = graphOf(graph.nodes, [...graph.edges, edgeOf('service:w.c', 'topic:t', 'proven', null)])
    expect(groupNodes(more, byPrefix).edges).toMatchObject([{ rate, atLeast: true }])
  })

  it('keeps permission apart from what was done', () => {
    const may = { ...edgeOf('service:w.b', 'topic:t', 'permitted', null), relation: 'mayWrite' as const }
    const graph = graphOf(
      [serviceNode('w.a'), serviceNode('w.b'), topicNode('t')],
      [edgeOf('service:w.a', 'topic:t'), may],
    )
    const { edges } = groupNodes(graph, byPrefix)
    expect(edges.map(({ tier }) => tier)).toEqual(['proven', 'permitted'])
    expect(new Set(edges.map(({ id }) => id)).size).toBe(2)
  })

  it('carries the groups of its services', () => {
    const services = ['a.x', 'a.y'].map((name) =>
      serviceNode(name, [groupFacts(`g.${name}`, '5', 'LAGGING')]),
    )
    expect(groupNodes(graphOf(services, []), byPrefix).nodes[0]?.groups).toHaveLength(2)
  })
})

describe('names as boxes', () => {
  it.each([
    ['a.b-c_d', 1, 'a'],
    ['a.b-c_d', 3, 'a.b-c'],
    ['a.b', 9, 'a.b'],
    ['plain', 1, 'plain'],
    ['aa.a.b', 2, 'aa.a'],
    ['__x.y', 2, '__x'],
  ])('%s to %i words is %s', (name, depth, prefix) => {
    expect(prefixOf(name, depth)).toBe(prefix)
  })

  it('take the depth that makes boxes one can look at', () => {
    const names = Array.from({ length: 120 }, (_, at) => `acme.team${at % 10}.service${at}`)
    expect(
      prefixDepth(
        graphOf(
          names.map((name) => topicNode(name)),
          [],
        ),
      ),
    ).toBe(2)
  })

  it('says what is wrong with a pattern', () => {
    expect(readPattern('(')).toEqual({ fault: expect.stringContaining('Invalid regular expression') })
    expect(readPattern('x'.repeat(201))).toEqual({ fault: '201 > 200' })
  })
})
