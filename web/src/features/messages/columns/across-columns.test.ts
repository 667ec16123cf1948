import { describe, expect, it } from 'vitest'
import { ACROSS_COLUMNS, fromAcross, toAcross } from './across-columns.ts'
import { addColumn, chosenColumns, OWN_COLUMNS, removeColumn } from './columns.ts'

const amount = { root: 'value', steps: ['amount'] } as const

describe('columns of several topics', () => {
  it('tell the topic by default, and are then not in the link', () => {
    expect(chosenColumns(fromAcross(null)).map(({ field }) => field)).toContain('topic')
    expect(toAcross(fromAcross(null))).toBeNull()
  })

  it('keep the topic beside a column that is added, and are as by default without it again', () => {
    const added = addColumn(fromAcross(null), amount)
    expect(toAcross(added)?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['topic', 'value.amount']),
    )
    expect(toAcross(removeColumn(added, 'value.amount'))).toBeNull()
  })

  it('can leave the topic out, which then stays out', () => {
    const left = toAcross(removeColumn(ACROSS_COLUMNS, 'topic'))
    expect(left).toEqual(OWN_COLUMNS)
    expect(fromAcross(left)).toEqual(OWN_COLUMNS)
  })
})
