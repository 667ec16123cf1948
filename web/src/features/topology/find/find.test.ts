import type { TopologyNode } from '@sluice/shared/topology'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeFind } from './complete-find.ts'
import { FIND_FIELDS, FIND_FLAGS } from './find-fields.ts'
import { matchFind } from './match-find.ts'
import { parseFind } from './parse-find.ts'

const NONE: Omit<TopologyNode, 'id' | 'kind' | 'name'> = {
  owner: null,
  nameFrom: null,
  health: 'ok',
  parts: [],
  partCount: 0,
  firstSeen: null,
  lastSeen: null,
  topic: null,
  groups: [],
  writer: null,
}
const time = {
  ms: 90_000,
  atLeast: false,
  method: 'exact',
  confidence: 'high',
  clockSkew: false,
  asOf: 1,
} as const

const rented: TopologyNode = {
  ...NONE,
  id: 'topic:rental.book-rented',
  kind: 'topic',
  name: 'rental.book-rented',
  topic: {
    topic: 'rental.book-rented',
    internal: false,
    partitions: 3,
    retentionMs: -1,
    compacted: null,
    rate: { messages: 12.5, bytes: null, basis: 'topic' },
    trend: [],
    writers: 1,
    readers: 0,
    family: null,
  },
}
const bestBook: TopologyNode = {
  ...NONE,
  id: 'service:best-book',
  kind: 'service',
  name: 'best-book',
  owner: 'team reading',
  health: 'trouble',
  groups: [
    {
      group: 'library.best',
      type: 'classic',
      state: 'Stable',
      members: 2,
      lag: '1500',
      time,
      lagState: 'STALLED',
    },
    {
      group: 'library.worst',
      type: 'consumer',
      state: 'Empty',
      members: null,
      lag: null,
      time: { ...time, ms: null },
      lagState: 'UNKNOWN',
    },
  ],
}
const nobody: TopologyNode = {
  ...NONE,
  id: 'session:12',
  kind: 'writer',
  name: null,
  health: 'idle',
  writer: {
    sessions: 3,
    producer: 'idempotent',
    transactionalIds: [],
    clients: [],
    codecs: ['zstd'],
    lastWrite: null,
  },
}
const all = [rented, bestBook, nobody]

function found(source: string): string[] {
  const reading = parseFind(source)
  if (!reading.ok) throw new Error(`${source}: ${reading.fault.code}`)
  const { query } = reading
  return query === null ? [] : all.filter((node) => matchFind(query, node)).map(({ id }) => id)
}

function fault(source: string) {
  const reading = parseFind(source)
  return reading.ok ? null : reading.fault
}

describe('what a query finds', () => {
  it.each([
    ['kind:topic', [rented]],
    ['kind:topic,writer', [rented, nobody]],
    ['rental', [rented]],
    ['"rental.book"', [rented]],
    ['name~LIBRARY.B', [bestBook]],
    ['name=rental.*', [rented]],
    ['name=rental', []],
    ['lag>1000', [bestBook]],
    ['lag>=1.5k', [bestBook]],
    ['lag>2k', []],
    ['lagtime>1m state:stalled', [bestBook]],
    ['retention>365d', [rented]],
    ['rate<100 or anonymous', [rented, nobody]],
    ['owner:"team reading"', [bestBook]],
    ['not kind:topic and !anonymous', [bestBook]],
    ['!(kind:topic or idle)', [bestBook]],
    ['unread', [rented]],
    ['codec!=zstd kind:writer', []],
    ['sessions=3', [nobody]],
  ])('%s', (source, nodes) => {
    expect(found(source)).toEqual(nodes.map(({ id }) => id))
  })

  it('what is not known is found neither way', () => {
    expect(found('compacted')).toEqual([])
    expect(found('!compacted')).toEqual(['service:best-book', 'session:12'])
    expect(found('!lag>1000')).toEqual([])
  })

  it('an empty text asks for nothing', () => {
    expect(parseFind('  ')).toEqual({ ok: true, query: null })
  })
})

describe('what is wrong is told with its place', () => {
  it.each([
    ['kimd:topic', 'unknown-field', 0, 4, 'kind'],
    ['idle kind:topc', 'unknown-value', 10, 14, 'topic'],
    ['lag>much', 'needs-number', 4, 8, null],
    ['lagtime>5x', 'needs-span', 8, 10, null],
    ['lag~5', 'needs-comparison', 3, 4, null],
    ['name>a', 'no-order', 4, 5, null],
    ['lag>', 'needs-value', 3, 4, null],
    ['(idle', 'unclosed', 0, 1, null],
    ['idle)', 'unexpected', 4, 5, null],
    ['name:"rent', 'unclosed-quote', 5, 10, null],
    ['idle or', 'needs-value', 5, 7, null],
    ['constructor:1', 'unknown-field', 0, 11, null],
  ])('%s', (source, code, from, to, meant) => {
    expect(fault(source)).toMatchObject({ code, from, to, meant })
  })

  it('no text makes reading or matching fail otherwise', () => {
    const part = fc.constantFrom(
      ...Object.keys(FIND_FIELDS),
      ...Object.keys(FIND_FLAGS),
      ...['(', ')', '!', '>', ':', '~', '"', ' ', 'or', 'and', 'not', '5', '*', ','],
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 14 }), (parts) => {
        const reading = parseFind(parts.join(''))
        if (!reading.ok) return reading.fault.from <= reading.fault.to
        const { query } = reading
        return query === null || all.every((node) => [true, false, null].includes(matchFind(query, node)))
      }),
    )
  })
})

describe('what is offered while typing', () => {
  const labels = (source: string) => completeFind(source, source.length, all).map(({ label }) => label)

  it('fields and flags by their beginning', () => {
    expect(labels('la')).toEqual(['lag', 'lagtime'])
    expect(labels('kind:topic !id')).toEqual(['idle'])
  })

  it('names that hold what is written, once that is more than a letter', () => {
    expect(labels('ren')).toContain('rental.book-rented')
    expect(labels('b')).not.toContain('rental.book-rented')
  })

  it('values of the field, those that begin so first', () => {
    expect(labels('kind:to')).toEqual(['topic'])
    expect(labels('kind:topic,wr')).toEqual(['writer'])
    expect(labels('name~best')).toEqual(['best-book', 'library.best'])
  })

  it('a value of several words is quoted', () => {
    expect(completeFind('owner:te', 8, all)).toEqual([
      { kind: 'value', label: 'team reading', insert: '"team reading"', from: 6 },
    ])
  })

  it('every offer that begins a query can be read once its value is there', () => {
    for (const { insert } of completeFind('', 0, all))
      expect(fault(`${insert}1`)?.code).not.toBe('unknown-field')
  })
})
