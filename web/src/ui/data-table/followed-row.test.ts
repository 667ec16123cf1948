import { describe, expect, it } from 'vitest'
import { followedRow } from './followed-row.ts'

describe('the active row of a list that is put in order anew', () => {
  const look = (ids: (string | undefined)[], active: number, drawn = { first: 0, end: ids.length }) =>
    followedRow('late', { rowId: (id: string) => id, rowAt: (index) => ids[index], active, ...drawn })

  it('is where its row is now', () => {
    expect(look(['late', 'idle', 'busy'], 0)).toBe(0)
    expect(look(['busy', 'idle', 'late'], 0)).toBe(2)
  })

  it('waits for a row that is on its way', () => {
    expect(look([undefined, 'late'], 0)).toBe(0)
  })

  it('is nobody’s once its row is gone or out of sight', () => {
    expect(look(['busy', 'idle'], 1)).toBeNull()
    expect(look(['busy', 'idle', 'late'], 0, { first: 0, end: 2 })).toBeNull()
  })
})
