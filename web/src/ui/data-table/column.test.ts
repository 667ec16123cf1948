import { describe, expect, it } from 'vitest'
import { leastWidth } from './column.ts'

const column = (track: string) => ({ id: track, header: track, track, cell: () => null })

describe('leastWidth', () => {
  it('adds the least width of each column', () => {
    expect(leastWidth([column('6rem'), column('minmax(14rem, 44rem)'), column('5.5rem')])).toBe('25.5rem')
  })
})
