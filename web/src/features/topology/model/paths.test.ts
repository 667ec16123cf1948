import { describe, expect, it } from 'vitest'
import { edgeOf, librarySaga } from '../topology.fixture.ts'
import { near, only } from './focus.ts'
import { between, blastRadius, shortestPath } from './paths.ts'

const { edges } = librarySaga()

describe('shortestPath', () => {
  it('goes the way that records go', () => {
    expect(shortestPath(edges, 'service:rental', 'service:best-book')?.nodes).toEqual([
      'service:rental',
      'topic:rental.book-rented',
      'service:best-book',
    ])
    expect(shortestPath(edges, 'service:best-book', 'service:rental')).toBeNull()
    expect(shortestPath(edges, 'service:rental', 'service:rental')).toEqual({
      nodes: ['service:rental'],
      edges: [],
    })
  })

  it('takes the surer of two that are equally short', () => {
    const two = [edgeOf('a', 'b', 'inferred'), edgeOf('b', 'd'), edgeOf('a', 'c'), edgeOf('c', 'd')]
    expect(shortestPath(two, 'a', 'd')?.nodes).toEqual(['a', 'c', 'd'])
  })

  it('does not take what is only permitted', () => {
    const may = { ...edgeOf('a', 'b', 'permitted'), relation: 'mayWrite' as const }
    expect(shortestPath([may], 'a', 'b')).toBeNull()
  })
})

describe('blastRadius', () => {
  it('names everything downstream once, nearest first, also round a cycle', () => {
    const affected = blastRadius(edges, 'topic:rental.book-rented')
    expect(affected.slice(0, 3).map(({ id, steps }) => [id, steps])).toEqual([
      ['service:best-book', 1],
      ['service:book', 1],
      ['service:member', 1],
    ])
    expect(new Set(affected.map(({ id }) => id)).size).toBe(affected.length)
    expect(affected.map(({ id }) => id)).toContain('topic:best-book.ranking')
    expect(affected.map(({ id }) => id)).not.toContain('topic:rental.book-rented')
  })

  it('is as sure as the weakest edge of the surest way', () => {
    const ways = [
      edgeOf('a', 'b', 'inferred'),
      edgeOf('b', 'd'),
      edgeOf('a', 'c'),
      edgeOf('c', 'e'),
      edgeOf('e', 'd'),
    ]
    const found = blastRadius(ways, 'a').find(({ id }) => id === 'd')
    expect(found).toEqual({ id: 'd', steps: 2, confidence: 0.98 })
  })
})

describe('between', () => {
  it('is everything on any way from one to the other, and nothing beside', () => {
    const ways = [
      ['a', 'b'],
      ['b', 'd'],
      ['a', 'c'],
      ['c', 'd'],
      ['c', 'x'],
      ['y', 'b'],
      ['d', 'z'],
    ].map(([from = '', to = '']) => edgeOf(from, to))
    expect([...between(ways, 'a', 'd')].sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(between(ways, 'x', 'd')).toEqual(new Set())
  })
})

describe('near', () => {
  const graph = librarySaga()
  const ids = (steps: number, way: 'upstream' | 'downstream' | 'both') =>
    near(graph, 'service:best-book', steps, way).nodes.map(({ id }) => id)

  it('is what is within so many steps, on the side that is asked for', () => {
    expect(ids(1, 'upstream')).toEqual(['service:best-book', 'topic:rental.book-rented'])
    expect(ids(1, 'downstream')).toEqual(['service:best-book', 'topic:best-book.ranking'])
    expect(ids(2, 'both')).toEqual([
      'service:rental',
      'service:best-book',
      'topic:rental.book-rented',
      'topic:best-book.ranking',
    ])
  })

  it('keeps the edges between what is kept', () => {
    const kept = only(
      graph,
      new Set(['service:rental', 'topic:rental.book-rented', 'topic:book.loan-released']),
    )
    expect(kept.edges.map(({ from, to }) => [from, to])).toEqual([
      ['service:rental', 'topic:rental.book-rented'],
    ])
  })
})
