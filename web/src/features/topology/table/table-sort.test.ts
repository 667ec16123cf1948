import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { groupNodes } from '../model/group-by.ts'
import { edgeOf, graphOf, groupFacts, serviceNode, topicNode } from '../topology.fixture.ts'
import { withChanges } from './change-column.tsx'
import { rowsAmong } from './rows-among.ts'
import { edgeKeys, lagOf, nodeKeys } from './table-keys.ts'
import { pressed, readSort, sortRows, sortText } from './table-sort.ts'

const nameOf = (id: string) => id.split(':')[1] ?? id
const t = createTranslate(english)
const USUAL = { column: 'from', order: 'asc' } as const

describe('tables of the topology', () => {
  it('what is not known stands last both ways, and 64-bit lags are compared exactly', () => {
    const lags = ['9007199254740993', null, '9007199254740992']
    const edges = lags.map((lag, at) => ({ ...edgeOf(`topic:${at}`, 'service:a'), lag }))
    const sorted = (order: 'asc' | 'desc') =>
      sortRows(edges, { column: 'lag', order }, edgeKeys(nameOf)).map(({ lag }) => lag)
    expect(sorted('desc')).toEqual(['9007199254740993', '9007199254740992', null])
    expect(sorted('asc')).toEqual(['9007199254740992', '9007199254740993', null])
  })

  it('names are sorted by their numbers, and rows alike stay as they came', () => {
    const nodes = ['t-10', 't-9', 't-1'].map((name) => topicNode(name))
    const keys = nodeKeys(nameOf)
    const names = (column: string) => sortRows(nodes, { column, order: 'asc' }, keys).map(({ name }) => name)
    expect(names('name')).toEqual(['t-1', 't-9', 't-10'])
    expect(names('kind')).toEqual(['t-10', 't-9', 't-1'])
  })

  it('a link that names no column of this table has its usual order', () => {
    const keys = edgeKeys(nameOf)
    expect(readSort('lag:desc', keys, USUAL)).toEqual({ column: 'lag', order: 'desc' })
    for (const text of [undefined, 'owner:asc', 'lag', 'lag:up', 'constructor:asc'])
      expect(readSort(text, keys, USUAL)).toEqual(USUAL)
    expect(sortText(USUAL, USUAL)).toBeUndefined()
  })

  it('a column begins with the end one looks at, and a second press turns it round', () => {
    const keys = edgeKeys(nameOf)
    const once = pressed('rate', USUAL, keys)
    expect(once).toEqual({ column: 'rate', order: 'desc' })
    expect(pressed('rate', once, keys)).toEqual({ column: 'rate', order: 'asc' })
    expect(pressed('to', once, keys)).toEqual({ column: 'to', order: 'asc' })
  })

  it('has the rows that are found, with the edges at them, and of those what a finding is about', () => {
    const graph = graphOf(
      [topicNode('a'), topicNode('b'), serviceNode('s')],
      [edgeOf('topic:a', 'service:s'), edgeOf('topic:b', 'service:s')],
    )
    const ids = (found: string[] | null, about: string[] | null) => {
      const reach = about && { nodes: new Set(['topic:b']), edges: new Set(about), near: new Set<string>() }
      const { nodes, edges } = rowsAmong(graph, found && new Set(found), reach)
      return [...nodes, ...edges].map(({ id }) => id)
    }
    expect(ids(null, null)).toHaveLength(5)
    expect(ids(['topic:a'], null)).toEqual(['topic:a', 'topic:a→service:s'])
    expect(ids(null, ['topic:b→service:s'])).toEqual(['topic:b', 'topic:b→service:s'])
    expect(ids(['topic:a'], ['topic:b→service:s'])).toEqual([])
  })

  it('tells what became of rows where two times are compared, and only then', () => {
    const rows = ['as-it-was', 'new', 'gone'].map((name) => topicNode(name))
    const keys = nodeKeys(nameOf)
    const none = { columns: [], keys }
    expect(withChanges(none, undefined, t)).toEqual(none)
    const changes = new Map([
      ['topic:new', 'appeared'],
      ['topic:gone', 'vanished'],
    ] as const)
    const compared = withChanges(none, changes, t)
    expect(compared.columns.map(({ id }) => id)).toEqual(['change'])
    const sorted = sortRows(rows, { column: 'change', order: 'asc' }, compared.keys)
    expect(sorted.map(({ name }) => name)).toEqual(['gone', 'new', 'as-it-was'])
  })

  it('the lag of a box is what its groups have, and at least that where one is not known', () => {
    const unknown = { ...groupFacts('b', '7'), lag: null }
    const services = [serviceNode('pay.in', [groupFacts('a', '5')]), serviceNode('pay.out', [unknown])]
    const [box] = groupNodes(graphOf(services, []), { by: 'prefix', depth: 1 }).nodes
    expect(box && lagOf(box)).toEqual({ sum: 5n, atLeast: true, groups: 2 })
    expect(lagOf(topicNode('a'))).toEqual({ sum: null, atLeast: false, groups: 0 })
  })
})
