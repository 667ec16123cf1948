import { META_FIELDS } from '@sluice/shared/messages-fields'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldPath, fieldText, parseField } from './field-path.ts'

const step = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(999_999_999))
const anyPath: fc.Arbitrary<FieldPath> = fc.oneof(
  fc.record({
    root: fc.constantFrom('key' as const, 'value' as const),
    steps: fc.array(step, { maxLength: 8 }),
  }),
  fc.record({
    root: fc.constant('headers' as const),
    steps: fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 1 }),
  }),
  fc.record({ root: fc.constantFrom(...META_FIELDS), steps: fc.constant([]) }),
)

describe('field path', () => {
  it('gives back every path through its written form', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(parseField(fieldText(path))).toEqual(path)
      }),
      { numRuns: 1000 },
    )
  })

  it('survives any text, and writes what it reads in one form only', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', 'value', 'headers[', 'key["'),
        (text, lead) => {
          const path = parseField(lead + text)
          if (path !== null) expect(parseField(fieldText(path))).toEqual(path)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('writes plain words plain and quotes all else', () => {
    const steps = ['order', 'items', 0, 'unit price', 'a.b', '주문', 'say "hi"', '']
    expect(fieldText({ root: 'value', steps })).toBe(
      'value.order.items[0]["unit price"]["a.b"]["주문"]["say \\"hi\\""][""]',
    )
  })

  it('takes what people write and copy', () => {
    expect(parseField("headers['trace-id']")).toEqual({ root: 'headers', steps: ['trace-id'] })
    expect(parseField('$.loan.books[2]["ISBN 13"]')).toEqual({
      root: 'value',
      steps: ['loan', 'books', 2, 'ISBN 13'],
    })
    expect(parseField('value.주문.__proto__')).toEqual({ root: 'value', steps: ['주문', '__proto__'] })
  })

  it.each([
    '',
    'amount',
    'value.',
    'value..a',
    'value[01]',
    'value[-1]',
    'value["a]',
    'value["\\x"]',
    'value a',
    'offset.a',
    'headers[0]',
    'headers.a.b',
    'constructor',
    'value.1a',
    `value.${'a'.repeat(2000)}`,
  ])('finds no path in %j', (text) => {
    expect(parseField(text)).toBeNull()
  })
})
