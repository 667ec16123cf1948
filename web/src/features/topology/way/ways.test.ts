import { describe, expect, it } from 'vitest'
import { edgeOf } from '../topology.fixture.ts'
import { reachOfWay, wayBetween, waysOf } from './ways.ts'

const edges = [
  edgeOf('service:a', 'topic:x'),
  edgeOf('topic:x', 'service:b'),
  edgeOf('service:b', 'topic:y'),
  edgeOf('topic:y', 'service:c'),
  edgeOf('topic:x', 'service:c'),
  edgeOf('service:far', 'topic:else'),
]

describe('the way between two nodes', () => {
  it('is the shortest, and told from where records come, whichever node is asked', () => {
    const there = wayBetween(edges, 'service:a', 'service:c')
    expect(there?.path.nodes).toEqual(['service:a', 'topic:x', 'service:c'])
    expect(wayBetween(edges, 'service:c', 'service:a')).toEqual(there)
    expect(wayBetween(edges, 'service:a', 'service:far')).toBeNull()
    expect(wayBetween(edges, 'service:a', 'service:a')).toBeNull()
  })

  it('lights every way and looks at the shortest first', () => {
    const reach = reachOfWay(edges, 'service:a', 'service:c')
    expect(reach?.nodes).toEqual(new Set(['service:a', 'topic:x', 'service:b', 'topic:y', 'service:c']))
    expect(reach?.edges.size).toBe(5)
    expect(reach?.near).toEqual(new Set(['service:a→topic:x', 'topic:x→service:c']))
  })

  it('takes no loop through one of its ends for a way', () => {
    const looped = [...edges, edgeOf('service:b', 'topic:back'), edgeOf('topic:back', 'service:a')]
    expect(wayBetween(looped, 'service:a', 'topic:x')?.nodes).toEqual(new Set(['service:a', 'topic:x']))
  })

  it('offers what is after and before a node, nearest first, each once', () => {
    expect(waysOf(edges, 'service:b')).toEqual({
      after: ['topic:y', 'service:c'],
      before: ['topic:x', 'service:a'],
    })
  })
})
