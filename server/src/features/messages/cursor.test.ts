import { createHmac } from 'node:crypto'
import { CURSOR_MAX, ScanRequest } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCursorCodec, meaningOf } from './cursor.ts'
import type { CursorState, MessageKey } from './cursor-state.ts'

const codec = createCursorCodec(Buffer.from('secret'))
const state: CursorState = {
  topics: [{ topic: 'orders', topicId: 'abc' }],
  pending: [{ topic: 'orders', partition: 4 }],
  place: { lanes: [{ topic: 'orders', partition: 0, next: 2n ** 60n, end: 2n ** 61n }] },
}

const offset = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const topic = fc.constantFrom('orders', 'payments', 'a topic that could not be asked')
const id = { topic, partition: fc.nat() }
const key: fc.Arbitrary<MessageKey | null> = fc.option(
  fc.record({ ...id, timestamp: fc.bigInt({ min: -1n, max: 2n ** 63n - 1n }), offset }),
)
const states: fc.Arbitrary<CursorState> = fc.record({
  topics: fc
    .subarray(['orders', 'payments'])
    .chain((names) =>
      fc.tuple(
        ...names.map((name) => fc.record({ topic: fc.constant(name), topicId: fc.option(fc.string()) })),
      ),
    ),
  pending: fc.array(fc.record(id)),
  place: fc.oneof(
    fc.record({ lanes: fc.array(fc.record({ ...id, next: offset, end: offset })) }),
    fc.record({
      last: key,
      windows: fc.array(fc.record({ ...id, upper: offset, floor: offset, start: offset, above: key })),
    }),
  ),
})

describe('cursors', () => {
  it('bring back what was sealed, 64-bit numbers exact', () => {
    fc.assert(
      fc.property(states, (each) => {
        expect(codec.open('m', codec.seal('m', each))).toEqual(each)
      }),
    )
  })

  it('survive a restart with the same secret', () => {
    const sealed = codec.seal('m', state)
    expect(createCursorCodec(Buffer.from('secret')).open('m', sealed)).toEqual(state)
  })

  it('are refused when any character was changed', () => {
    const sealed = codec.seal('m', state)
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 2 }), fc.constantFrom('A', 'x', '_', '.', '='), (at, put) => {
        fc.pre(sealed[at] !== put)
        const changed = sealed.slice(0, at) + put + sealed.slice(at + 1)
        expect(() => codec.open('m', changed)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }))
      }),
    )
  })

  it.each(['', '.', 'a.b', 'e30.', '%%%', `${'x'.repeat(1000)}.${'y'.repeat(43)}`])(
    'are refused when foreign: %j',
    (text) => {
      expect(() => codec.open('m', text)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }))
    },
  )

  it('are refused under another secret and for another request', () => {
    const other = createCursorCodec(Buffer.from('other'))
    expect(() => other.open('m', codec.seal('m', state))).toThrow('not made by this Sluice')
    expect(() => codec.open('other', codec.seal('m', state))).toThrow('different request')
  })

  it('of another version are refused, and say so', () => {
    const body = Buffer.from(JSON.stringify({ v: 1, meaning: 'm', topicId: null, pending: [] })).toString(
      'base64url',
    )
    const tag = createHmac('sha256', 'secret').update(body).digest('base64url')
    expect(() => codec.open('m', `${body}.${tag}`)).toThrow('another version of Sluice')
  })

  it('of ten thousand partitions fit into a request, though earlier pages ended at different messages', () => {
    const pages = Array.from({ length: 20 }, (_, at) => {
      const timestamp = 1_700_000_000_000n + BigInt(at)
      return { topic: 'orders', partition: 9_000 + at, timestamp, offset: 123_456_789_000n }
    })
    const windows = Array.from({ length: 10_000 }, (_, at) => {
      const range = { upper: 123_456_789_012n, floor: 123_456_700_000n, start: 123_000_000_000n }
      return { topic: 'orders', partition: at, ...range, above: pages[at % pages.length] ?? null }
    })
    const sealed = codec.seal('m', { ...state, place: { last: null, windows } })
    expect(sealed.length).toBeLessThan(CURSOR_MAX)
  })
})

describe('the meaning of a request', () => {
  const parse = (more: object) => ScanRequest.parse({ topic: 't', from: { newest: 5 }, ...more })
  const base = meaningOf('c', parse({}))

  it('is not its page size, nor the order and repetition of its partitions', () => {
    expect(meaningOf('c', parse({ limit: 7, cursor: 'x' }))).toBe(base)
    expect(meaningOf('c', parse({ partitions: [2, 1, 2] }))).toBe(
      meaningOf('c', parse({ partitions: [1, 2] })),
    )
  })

  it('is not how its topics or its order are named', () => {
    expect(meaningOf('c', parse({ topic: undefined, topics: ['t', 't'], order: 'backward' }))).toBe(base)
  })

  it.each([
    [{ topic: 'u' }],
    [{ from: { newest: 6 } }],
    [{ from: { oldest: true } }],
    [{ to: { offset: '9' } }],
    [{ partitions: [0] }],
    [{ isolation: 'read_uncommitted' }],
    [{ order: 'time' }],
    [{ topic: undefined, topics: ['t', 'u'] }],
  ])('changes with %j', (change) => {
    expect(meaningOf('c', parse(change))).not.toBe(base)
    expect(meaningOf('d', parse({}))).not.toBe(base)
  })
})
