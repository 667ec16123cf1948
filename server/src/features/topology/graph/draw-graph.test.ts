import { TopologyGraph } from '@sluice/shared/topology'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inputOf, NOW, of } from '../testing/evidence-of.ts'
import { drawGraph } from './draw-graph.ts'

const SERVICE = { level: 'service', depth: 2 } as const

/** The sample system as its collectors see it: a service of each kind of producer. */
const LIBRARY = [
  of('census', 'plain:rental.book-rented/gzip', 'writes', 'topic:rental.book-rented'),
  of('headers', 'claim:source=rental', 'writes', 'topic:rental.book-rented'),
  of('headers', 'plain:rental.book-rented/gzip', 'partOf', 'claim:source=rental', {
    facts: { records: '40', of: '40' },
  }),
  of('groups', 'group:library.rental', 'reads', 'topic:book.rental-rejected'),
  of('groups', 'member:m1', 'partOf', 'group:library.rental', { facts: { clientId: 'rental-service' } }),
  of('census', 'session:7', 'writes', 'topic:member.points-restored'),
  of('headers', 'claim:source=member', 'writes', 'topic:member.points-restored'),
  of('headers', 'session:7', 'partOf', 'claim:source=member'),
  of('groups', 'group:library.member', 'reads', 'topic:rental.book-rented'),
  of('groups', 'member:m2', 'partOf', 'group:library.member', { facts: { clientId: 'member-service' } }),
  of('census', 'plain:book.rental-rejected/none', 'writes', 'topic:book.rental-rejected'),
  of('groups', 'group:library.book', 'reads', 'topic:rental.book-rented'),
  of('groups', 'member:m3', 'partOf', 'group:library.book', { facts: { clientId: 'book-service' } }),
  of('producers', 'session:9', 'writes', 'topic:best-book.ranking'),
  of('transactions', 'session:9', 'partOf', 'transactional-id:best-book-ranking'),
  of('commits', 'session:9', 'partOf', 'group:library.best-book'),
  of('groups', 'group:library.best-book', 'reads', 'topic:rental.book-rented'),
]

function edges(graph: TopologyGraph): string[] {
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name ?? '?']))
  return graph.edges
    .map(({ from, relation, to, tier }) => `${names.get(from)} ${relation} ${names.get(to)}: ${tier}`)
    .sort()
}

describe('the graph of the evidence', () => {
  it('names writers by what their records, transactions and framework say, and nobody by a guess', () => {
    const graph = drawGraph(inputOf(LIBRARY), SERVICE)
    expect(TopologyGraph.parse(graph)).toEqual(graph)
    expect(edges(graph)).toEqual([
      '? writes book.rental-rejected: proven',
      'book.rental-rejected reads rental: observed',
      'library.best-book writes best-book.ranking: proven',
      'member writes member.points-restored: observed',
      'rental writes rental.book-rented: observed',
      'rental.book-rented reads library.best-book: proven',
      'rental.book-rented reads library.book: proven',
      'rental.book-rented reads member: observed',
    ])
  })

  it('does not depend on the order in which evidence came', () => {
    const whole = JSON.stringify(drawGraph(inputOf(LIBRARY), SERVICE))
    fc.assert(
      fc.property(fc.shuffledSubarray(LIBRARY, { minLength: LIBRARY.length }), (rows) => {
        expect(JSON.stringify(drawGraph(inputOf(rows), SERVICE))).toBe(whole)
      }),
      { numRuns: 50 },
    )
  })

  it('keeps ids of nodes and edges while producers restart', () => {
    const before = drawGraph(inputOf(LIBRARY), SERVICE)
    const restarted = LIBRARY.map((row) => ({
      ...row,
      subject: row.subject.replace(/^session:(\d)$/, 'session:10$1'),
      object: row.object,
    }))
    const after = drawGraph(inputOf([...LIBRARY, ...restarted]), SERVICE)
    expect(after.nodes.map(({ id }) => id)).toEqual(before.nodes.map(({ id }) => id))
    expect(after.edges.map(({ id }) => id)).toEqual(before.edges.map(({ id }) => id))
  })

  it('shows only what is near the focus, and its parts by their own id', () => {
    const focus = 'session:9'
    const graph = drawGraph(inputOf(LIBRARY), { level: 'service', focus, depth: 1 })
    expect(graph.nodes.map(({ name }) => name).sort()).toEqual([
      'best-book.ranking',
      'library.best-book',
      'rental.book-rented',
    ])
  })

  it('draws sessions and members where one looks closely, with whose they are', () => {
    const graph = drawGraph(inputOf(LIBRARY), { ...SERVICE, level: 'instance' })
    const session = graph.edges.filter(({ from }) => from === 'session:9')
    expect(session.map(({ relation, to }) => `${relation} ${to}`).sort()).toContain(
      'writes topic:best-book.ranking',
    )
    expect(
      session.some(({ relation, to }) => relation === 'partOf' && to === 'group:library.best-book'),
    ).toBe(true)
  })

  it('forgets what was over before the window', () => {
    const old = LIBRARY.map((row) => ({ ...row, firstSeen: NOW - 9e6, lastSeen: NOW - 7.2e6 }))
    expect(drawGraph(inputOf(old), SERVICE).edges).toEqual([])
  })
})
