import { describe, expect, it } from 'vitest'
import { edgeOf, graphOf, librarySaga, serviceNode, topicNode } from '../topology.fixture.ts'
import { parseFind } from './parse-find.ts'
import { findIn, foundAmong } from './use-found.ts'

const queryOf = (text: string) => {
  const read = parseFind(text)
  if (!read.ok) throw new Error(`not a query: ${text}`)
  return read.query
}

describe('what is looked for and hidden in a graph', () => {
  const graph = graphOf(
    [
      topicNode('rental.a'),
      topicNode('__state', { internal: true }),
      serviceNode('rental'),
      serviceNode('book'),
    ],
    [edgeOf('service:rental', 'topic:rental.a'), edgeOf('topic:rental.a', 'service:book')],
  )

  it('is counted among what can be seen: neither what is hidden nor internal topics that are not drawn', () => {
    const { found, counts } = findIn(graph, queryOf('name~rental or internal'), queryOf('name=book'), false)
    expect([...(found ?? [])]).toEqual(['topic:rental.a', 'service:rental'])
    expect(counts).toEqual({ found: 2, of: 2, hidden: 1 })
    expect(findIn(graph, queryOf('internal'), null, true).counts).toEqual({ found: 1, of: 4, hidden: 0 })
  })

  it('takes the arrows of what is hidden along', () => {
    expect(findIn(graph, null, queryOf('kind:service'), false).graph?.edges).toEqual([])
  })

  it('what is not known of a node does not hide it', () => {
    const saga = librarySaga()
    const unknown = { ...saga, nodes: saga.nodes.map((node) => ({ ...node, topic: null, groups: [] })) }
    expect(findIn(unknown, null, queryOf('lag>0'), false).counts.hidden).toBe(0)
    expect(findIn(unknown, null, queryOf('!(lag>0)'), false).counts.hidden).toBe(0)
  })

  it('finds the box that holds it', () => {
    const box = { ...serviceNode('box'), id: 'box:1', holds: { by: 'group' as const, nodes: graph.nodes } }
    expect(foundAmong({ nodes: [box], edges: [] }, new Set(['service:book']))).toEqual(new Set(['box:1']))
    expect(foundAmong({ nodes: [box], edges: [] }, new Set(['service:else']))).toEqual(new Set())
  })
})
