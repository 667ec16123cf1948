import { CURSOR_MAX, ScanRequest } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCursorCodec, meaningOf } from './cursor.ts'
import type { CursorState, MessageKey } from './cursor-state.ts'

const codec = createCursorCodec(Buffer.from('secret'))
const state: CursorState = {
  topicId: 'abc',
  pending: [4],
  place: { order: 'forward', lanes: [{ partition: 0, next: 2n ** 60n, end: 2n ** 61n }] },
}

const offset = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const partition = fc.nat()
const key: fc.Arbitrary<MessageKey | null> = fc.option(
  fc.record({ timestamp: fc.bigInt({ min: -1n, max: 2n ** 63n - 1n }), offset, partition }),
)
const states: fc.Arbitrary<CursorState> = fc.record({
  topicId: fc.option(fc.string()),
  pending: fc.array(partition),
  place: fc.oneof(
    fc.record({
      order: fc.constant('forward' as const),
      lanes: fc.array(fc.record({ partition, next: offset, end: offset })),
    }),
    fc.record({
      order: fc.constant('newest-first' as const),
      last: key,
      windows: fc.array(fc.record({ partition, upper: offset, floor: offset, above: key })),
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

  it('of ten thousand partitions fit into a request', () => {
    const windows = Array.from({ length: 10_000 }, (_, at) => {
      return { partition: at, upper: 123_456_789_012n, floor: 123_456_700_000n, above: null }
    })
    const sealed = codec.seal('m', { ...state, place: { order: 'newest-first', last: null, windows } })
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

  it.each([
    [{ topic: 'u' }],
    [{ from: { newest: 6 } }],
    [{ from: { oldest: true } }],
    [{ to: { offset: '9' } }],
    [{ partitions: [0] }],
    [{ isolation: 'read_uncommitted' }],
  ])('changes with %j', (change) => {
    expect(meaningOf('c', parse(change))).not.toBe(base)
    expect(meaningOf('d', parse({}))).not.toBe(base)
  })
})
