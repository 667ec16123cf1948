import type { TopologyFinding } from '@sluice/shared/topology'
import type { Evidence } from '@sluice/shared/topology-evidence'
import { describe, expect, it } from 'vitest'
import { drawGraph } from '../graph/draw-graph.ts'
import type { KnownTopic } from '../graph/graph-input.ts'
import { inputOf, of } from '../testing/evidence-of.ts'

/** `shop → orders → billing`: services that name themselves write, groups of their name read. */
function flows(...lines: string[]): Evidence[] {
  return lines.flatMap((line) => {
    const names = line.split(' → ')
    return names.flatMap((topic, at) => {
      const [from, to] = [names[at - 1], names[at + 1]]
      if (at % 2 === 0) return []
      return [
        ...(from === undefined || from === ''
          ? []
          : [of('headers', `claim:source=${from}`, 'writes', `topic:${topic}`)]),
        ...(to === undefined || to === '' ? [] : [of('groups', `group:${to}`, 'reads', `topic:${topic}`)]),
      ]
    })
  })
}

function findings(rows: readonly Evidence[], topics: readonly Partial<KnownTopic>[] = []): TopologyFinding[] {
  const known = topics.map((topic): KnownTopic => {
    return { name: '', internal: false, partitions: 3, retentionMs: null, compacted: false, ...topic }
  })
  const input = inputOf(rows, { topics: known, rate: () => ({ messages: 5, bytes: null, trend: [] }) })
  return drawGraph(input, { level: 'service', depth: 1 }).findings
}

const told = (found: readonly TopologyFinding[], rule: string) =>
  found.filter((one) => one.rule === rule).map(({ detail }) => detail)

const SAGA = flows(
  'rental → rental.book-rented → member → member.rental-rejected → rental',
  ' → rental.book-rented → book',
  'book → book.rental-rejected → rental',
  ' → book.rental-rejected → member',
)

describe('what is found in a graph', () => {
  it('knows a saga by its way back, and the name of what goes back', () => {
    const found = findings(SAGA)
    expect(told(found, 'saga-compensation')).toEqual(
      expect.arrayContaining([
        { failure: 'book.rental-rejected', by: 'book', compensates: 'rental' },
        { failure: 'member.rental-rejected', by: 'member', compensates: 'rental' },
      ]),
    )
    expect(told(found, 'choreography')).toEqual([{ services: 'book, member, rental', steps: '5' }])
    expect(told(found, 'cycle')).toMatchObject([{ services: 'book, member, rental' }])
  })

  it('sees no saga where services only answer each other, and no choreography where one conducts', () => {
    const rows = flows(
      ...['one', 'two', 'three'].map((name) => `hub → ask-${name} → ${name} → answer-${name} → hub`),
    )
    const found = findings(rows)
    expect(told(found, 'saga-compensation')).toEqual([])
    expect(told(found, 'choreography')).toEqual([])
    expect(told(found, 'cycle')).toHaveLength(1)
  })

  it('sees no loop in a chain', () => {
    expect(told(findings(flows('a → x → b → y → c')), 'cycle')).toEqual([])
  })

  it('tells of topics that nobody is known to write or to read, and of dead letters above all', () => {
    const buries = of('census', 'session:5', 'writes', 'topic:x.DLT')
    const found = findings([...flows('a → x → ', ' → y → b'), buries], [{ name: 'idle' }])
    const unread = told(found, 'no-reader').map(({ topic }) => topic)
    expect(unread.sort()).toEqual(['idle', 'x'])
    expect(told(found, 'no-writer')).toEqual(
      expect.arrayContaining([expect.objectContaining({ topic: 'y', readers: '1' })]),
    )
    expect(told(found, 'dead-letters-unread')).toMatchObject([{ topic: 'x.DLT' }])
    expect(found[0]?.level).toBe('attention')
  })

  it('tells of several services that write one topic, and not of replicas, nor where several are meant to', () => {
    const replicas = [1, 2].flatMap((id) => [
      of('census', `session:${id}`, 'writes', 'topic:z'),
      of('headers', `session:${id}`, 'partOf', 'claim:source=c'),
      of('headers', 'claim:source=c', 'writes', 'topic:z'),
    ])
    const found = findings([...replicas, ...flows('a → x → ', 'b → x → ', 'a → audit → ', 'b → audit → ')])
    expect(told(found, 'multiple-writers')).toEqual([{ topic: 'x', writers: 'a, b' }])
  })

  it('knows a state made for reading by its compaction, and an outbox that somebody goes around', () => {
    const rows = flows(
      'shop → orders → ranking → best-sellers → ',
      'relay → outbox.event.order → ',
      'shop → outbox.event.order → ',
    )
    const found = findings(rows, [{ name: 'best-sellers', compacted: true }, { name: 'orders' }])
    expect(told(found, 'cqrs')).toEqual([{ state: 'best-sellers', by: 'ranking', from: 'orders' }])
    expect(told(found, 'outbox')).toMatchObject([{ bypassed: 'true', writers: 'relay, shop' }])
  })

  it('suggests that a writer without a name is the only group that may be it, and draws that as a guess', () => {
    const rows = [
      ...flows('rental → rented → member', 'member → points → '),
      of('groups', 'group:book', 'reads', 'topic:rented'),
      of('census', 'plain:released/none', 'writes', 'topic:released'),
      of('inference', 'topic:rented', 'causes', 'topic:released'),
    ]
    const graph = drawGraph(inputOf(rows), { level: 'service', depth: 1 })
    expect(graph.edges.find(({ from }) => from === 'group:book')).toMatchObject({
      ...{ relation: 'writes', to: 'topic:released', tier: 'inferred', sources: ['inference'] },
    })
    expect(told(graph.findings, 'merge-suggested')).toMatchObject([{ one: 'book', why: 'inference' }])
  })

  it('does not take who is left for who buried a record, where one that is known may have', () => {
    const rows = [
      ...flows('rental → rented → member', 'member → points → '),
      of('groups', 'group:book', 'reads', 'topic:rented'),
      of('census', 'plain:rented.DLT/none', 'writes', 'topic:rented.DLT'),
      of('inference', 'topic:rented', 'causes', 'topic:rented.DLT'),
    ]
    const { edges } = drawGraph(inputOf(rows), { level: 'service', depth: 1 })
    expect(edges.filter(({ sources }) => sources.includes('inference'))).toEqual([])
  })

  it('draws a guess between topics, looked at closely, where several may have done it', () => {
    const rows = [
      ...flows('rental → rented → '),
      ...['book', 'shelf'].map((group) => of('groups', `group:${group}`, 'reads', 'topic:rented')),
      of('inference', 'topic:rented', 'causes', 'topic:released'),
    ]
    const drawn = (level: 'service' | 'instance') =>
      drawGraph(inputOf(rows), { level, depth: 1 }).edges.map(({ relation }) => relation)
    expect(drawn('service')).not.toContain('causes')
    expect(drawn('instance')).toContain('causes')
  })

  it('has the same id for the same finding, whatever else comes and goes', () => {
    const [before, after] = [findings(SAGA), findings([...SAGA, ...flows('x → y → z')])]
    const ids = new Set(after.map(({ id }) => id))
    expect(before.every(({ id }) => ids.has(id))).toBe(true)
  })
})
