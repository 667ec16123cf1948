import { describe, expect, it } from 'vitest'
import { detailLevel } from './detail-level.ts'

describe('level of detail', () => {
  it('shows more the larger it is drawn', () => {
    expect([0.05, 0.4, 1, 2].map((k) => detailLevel(k))).toEqual(['dots', 'names', 'cards', 'lanes'])
  })

  it('does not flicker at a border', () => {
    expect(detailLevel(0.67, 'names')).toBe('names')
    expect(detailLevel(0.67, 'cards')).toBe('cards')
    expect(detailLevel(0.6, 'cards')).toBe('names')
  })
})
