import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleMessage, textPayload } from '../sample-message.fixture.ts'
import { sortRows } from './sort-rows.ts'

const rowsOf = (values: readonly string[]) =>
  values.map((value, at) => sampleMessage({ offset: String(at), value: textPayload(`{"a":${value}}`) }))
const sorted = (values: readonly string[], order: 'asc' | 'desc') =>
  sortRows(rowsOf(values), { field: 'value.a', order }).map(({ value }) => value?.data.slice(5, -1))

describe('sortRows', () => {
  it('orders numbers by what they are worth', () => {
    expect(sorted(['10', '9', '1e1', '9007199254740993', '9007199254740992', '-1'], 'asc')).toEqual([
      '-1',
      '9',
      '10',
      '1e1',
      '9007199254740992',
      '9007199254740993',
    ])
  })

  it('keeps kinds together, and what is missing last either way', () => {
    const rows = rowsOf(['"b"', '2', 'null', 'true', '"a"', '1'])
    rows.splice(2, 0, sampleMessage({ offset: '99', value: textPayload('{}') }))
    const shown = (order: 'asc' | 'desc') =>
      sortRows(rows, { field: 'value.a', order }).map(({ value }) => value?.data)
    const upward = ['{"a":1}', '{"a":2}', '{"a":"a"}', '{"a":"b"}', '{"a":true}', '{"a":null}']
    expect(shown('asc')).toEqual([...upward, '{}'])
    expect(shown('desc')).toEqual([...upward.toReversed(), '{}'])
  })

  it('keeps the order of the scan among equals, and every row', () => {
    const value = fc.constantFrom('1', '1.0', '"x"', 'null', '[1]')
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 40 }),
        fc.constantFrom('asc' as const, 'desc' as const),
        (values, order) => {
          const rows = rowsOf(values)
          const result = sortRows(rows, { field: 'value.a', order })
          expect(new Set(result)).toEqual(new Set(rows))
          for (const same of ['1', '"x"', 'null']) {
            const offsets = result
              .filter((row) => row.value?.data === `{"a":${same}}`)
              .map(({ offset }) => Number(offset))
            expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
          }
        },
      ),
    )
  })

  it('orders timestamps and offsets beyond 2^53', () => {
    const rows = ['9223372036854775807', '12', '9007199254740993', '9007199254740992'].map((offset) =>
      sampleMessage({ offset, timestamp: '1795247763007000001' }),
    )
    const order = sortRows(rows, { field: 'offset', order: 'desc' }).map(({ offset }) => offset)
    expect(order).toEqual(['9223372036854775807', '9007199254740993', '9007199254740992', '12'])
    expect(sortRows(rows, { field: 'timestamp', order: 'asc' })).toEqual(rows)
  })
})
