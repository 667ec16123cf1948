import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '#lib/search-codec.ts'
import {
  linkOf,
  parseTopologySearch,
  selectedOf,
  selectedText,
  type TopologySearch,
} from './topology-search.ts'

const whole: TopologySearch = {
  level: 'instance',
  focus: 'topic:rental.book-rented',
  depth: 4,
  window: 600_000,
  at: 1763700000000,
  since: 1763690000000,
  panel: 'changes',
  find: 'lag>1000',
  hide: 'internal',
  view: { x: 120, y: -40, k: 0.75 },
  selected: 'edge:3f2a',
  to: 'service:rental',
  group: 'name:2',
  open: ['box:prefix:a,b', 'side:after:topic:"x"'],
  internal: true,
  most: 5000,
  show: 'nodes',
  sort: 'lag:desc',
  finding: 'cycle-0_aB',
}

describe('link of the topology', () => {
  it('comes back as it was sent', () => {
    expect(parseTopologySearch(parseSearch(stringifySearch(linkOf(whole))))).toEqual(whole)
    expect(parseTopologySearch({ ...whole })).toEqual(whole)
  })

  it('says nothing of what is usual', () => {
    expect(
      stringifySearch(linkOf(parseTopologySearch({ level: 'service', depth: '2', window: '3600000' }))),
    ).toBe('')
  })

  it.each([
    ['level', 'galaxy'],
    ['depth', '0'],
    ['depth', '2.5'],
    ['window', '1'],
    ['at', 'yesterday'],
    ['since', '12'],
    ['panel', 'radio'],
    ['view', '1,2'],
    ['view', '1,2,-1'],
    ['view', 'NaN,0,1'],
    ['view', '1,2,3,4'],
    ['selected', ''],
    ['group', 'colour'],
    ['group', 'name:9'],
    ['open', '[1]'],
    ['open', 'box'],
    ['internal', 'no'],
    ['show', 'cube'],
    ['sort', 'lag'],
    ['sort', 'lag:up'],
    ['finding', 'a b'],
    ['most', '1'],
  ])('takes no %s of "%s"', (name, text) => {
    expect(parseTopologySearch({ [name]: text })).toEqual({})
  })

  it('tells nodes and edges apart, whatever a topic is called', () => {
    for (const selected of [
      { of: 'node', id: 'topic:edge:of-the-world' },
      { of: 'edge', id: 'topic:a' },
    ] as const)
      expect(selectedOf({ selected: selectedText(selected) })).toEqual(selected)
    expect(selectedOf({})).toBeNull()
  })
})
