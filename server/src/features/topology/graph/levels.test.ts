import { describe, expect, it } from 'vitest'
import { inputOf, of } from '../testing/evidence-of.ts'
import { drawGraph } from './draw-graph.ts'

const KNOWN = { internal: false, partitions: 1, retentionMs: null, compacted: null }

const ROWS = [
  of('headers', 'claim:source=shop', 'writes', 'topic:orders'),
  of('groups', 'group:till', 'reads', 'topic:orders'),
  of('groups', 'group:till', 'reads', 'topic:orders-retry'),
  of('census', 'session:1', 'writes', 'topic:orders-retry'),
  of('commits', 'session:1', 'partOf', 'group:till'),
  of('headers', 'group:till', 'writes', 'topic:orders.DLT'),
  of('census', 'session:1', 'writes', 'topic:till-store-changelog'),
  of('groups', 'member:m1', 'partOf', 'group:till', { facts: { clientId: 'till-1' } }),
  of('acls', 'principal:User:shop', 'mayWrite', 'topic:orders'),
]

function graphAt(level: 'business' | 'service' | 'instance') {
  const topics = ['orders', 'orders-retry', 'orders.DLT', 'till-store-changelog'].map((name) => ({
    ...KNOWN,
    name,
  }))
  const internal = { ...KNOWN, name: '__consumer_offsets', internal: true }
  const rate = (topic: string) => ({ messages: topic === 'orders' ? 10 : 1, bytes: null, trend: [] })
  return drawGraph(inputOf(ROWS, { topics: [...topics, internal], rate }), { level, depth: 1 })
}

describe('levels of the graph', () => {
  it('business folds retries and dead letters into their topic, sums right, and leaves out what is inside', () => {
    const { nodes, edges } = graphAt('business')
    expect(nodes.map(({ id }) => id).sort()).toEqual(['group:till', 'service:shop', 'topic:orders'])
    const back = edges.find(({ from, to }) => from === 'group:till' && to === 'topic:orders')
    expect(back).toMatchObject({ relation: 'writes', rate: { messages: 2 } })
    expect(edges.filter(({ from }) => from === 'topic:orders')).toHaveLength(1)
    expect(nodes.find(({ id }) => id === 'topic:orders')?.topic).toMatchObject({
      family: { base: 'orders', role: 'base' },
      ...{ writers: 2, readers: 1 },
    })
  })

  it('service shows every topic with its family, and who may but was not seen to', () => {
    const { nodes, edges } = graphAt('service')
    expect(nodes.find(({ id }) => id === 'topic:orders.DLT')?.topic?.family).toEqual({
      ...{ base: 'orders', role: 'dead-letter' },
    })
    expect(nodes.map(({ id }) => id)).toContain('topic:__consumer_offsets')
    expect(edges.find(({ from }) => from === 'principal:User:shop')?.tier).toBe('permitted')
  })

  it('instance ties sessions of nobody known to the one writer that they are', () => {
    const rows = ['session:8', 'session:9'].map((id) => of('census', id, 'writes', 'topic:orders'))
    const { nodes, edges } = drawGraph(inputOf(rows), { level: 'instance', depth: 1 })
    expect(nodes.filter(({ kind }) => kind === 'writer')).toHaveLength(1)
    const ties = edges.filter(({ relation }) => relation === 'partOf')
    expect(ties.map(({ from, to }) => `${from} of ${to}`)).toEqual([
      'session:8 of session:of orders',
      'session:9 of session:of orders',
    ])
    expect(ties.every(({ confidence }) => confidence < 0.9)).toBe(true)
  })

  it('instance shows sessions, and members also where they have nothing to read', () => {
    const { nodes, edges } = graphAt('instance')
    expect(
      nodes
        .filter(({ kind }) => kind === 'session' || kind === 'member')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['member:m1', 'session:1'])
    expect(edges.find(({ from, to }) => from === 'member:m1' && to === 'group:till')?.relation).toBe('partOf')
  })
})
