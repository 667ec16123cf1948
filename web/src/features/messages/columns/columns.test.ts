import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addColumn,
  type Columns,
  chosenColumns,
  moveColumn,
  OWN_COLUMNS,
  readColumns,
  removeColumn,
  resizeColumn,
  writeColumns,
} from './columns.ts'
import { fieldText } from './field-path.ts'

const field = fc
  .array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 3 })
  .map((steps) => fieldText({ root: 'value', steps }))
const width = fc.option(fc.integer({ min: 48, max: 2000 }))
const anyColumns = fc.uniqueArray(fc.record({ field, width }), {
  minLength: 1,
  maxLength: 12,
  selector: (column) => column.field,
})
const fields = (columns: Columns) => chosenColumns(columns).map((column) => column.field)
const amount = { root: 'value', steps: ['amount'] } as const

describe('columns', () => {
  it('come back from the text of a link, whatever their names hold', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        expect(readColumns(writeColumns(columns) ?? '')).toEqual(columns)
      }),
      { numRuns: 500 },
    )
  })

  it('are legible in a link', () => {
    expect(readColumns('timestamp,value.order.id~120,headers["a,b~9"]')).toEqual([
      { field: 'timestamp', width: null },
      { field: 'value.order.id', width: 120 },
      { field: 'headers["a,b~9"]', width: null },
    ])
  })

  it.each([
    '',
    ',',
    'value,',
    ',value',
    'value,,key',
    'value,value',
    'value~9',
    'value~9999',
    'nothing',
    'value["',
  ])('refuse %j', (text) => {
    expect(readColumns(text)).toBeNull()
  })

  it('are added before the value, once, and say nothing in the link when they are as by default again', () => {
    const added = addColumn(null, amount)
    expect(fields(added)).toEqual([
      'timestamp',
      'partition',
      'offset',
      'key',
      'value.amount',
      'value',
      'headers',
      'size',
    ])
    expect(addColumn(added, amount)).toBe(added)
    expect(removeColumn(added, 'value.amount')).toBeNull()
    expect(fields(addColumn([{ field: 'key', width: null }], amount))).toEqual(['key', 'value.amount'])
  })

  it('keep at least one', () => {
    const one = [{ field: 'key', width: null }]
    expect(removeColumn(one, 'key')).toBe(one)
  })

  it('move within their bounds and keep each other', () => {
    expect(fields(moveColumn(null, 'value', 0)).slice(0, 2)).toEqual(['value', 'timestamp'])
    expect(fields(moveColumn(null, 'timestamp', 99)).at(-1)).toBe('timestamp')
    expect(moveColumn(moveColumn(null, 'key', 0), 'key', 3)).toBeNull()
    expect(moveColumn(null, 'value.none', 1)).toBeNull()
  })

  it('are as wide as chosen, within bounds', () => {
    const wide = resizeColumn(null, 'key', 9000.4)
    expect(wide?.find((column) => column.field === 'key')?.width).toBe(2000)
    expect(resizeColumn(wide, 'key', null)).toBeNull()
    expect(resizeColumn(null, 'key', 3)?.find((column) => column.field === 'key')?.width).toBe(48)
    expect(chosenColumns(null)).toBe(OWN_COLUMNS)
  })
})
