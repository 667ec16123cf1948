import { describe, expect, it } from 'vitest'
import { commitIntervalMs, newestClimb } from './track.ts'

const track = (offsets: readonly number[]) => {
  return { at: offsets.map((_, index) => index * 10_000), offset: offsets.map(BigInt) }
}

describe('newestClimb', () => {
  it('begins behind the last fall', () => {
    expect(newestClimb(track([5, 6, 2, 3, 1, 1, 4]))).toBe(4)
    expect(newestClimb(track([1, 1, 2]))).toBe(0)
    expect(newestClimb(track([9, 2]))).toBe(1)
    expect(newestClimb(track([]))).toBe(0)
  })
})

describe('commitIntervalMs', () => {
  it('is the usual time between moves, whatever one long pause was', () => {
    expect(commitIntervalMs(track([0, 5, 5, 9, 9, 12, 12, 12, 12, 12, 12, 20, 20, 25]))).toBe(20_000)
  })

  it('is not known before two moves', () => {
    expect(commitIntervalMs(track([4, 4, 4, 4]))).toBeNull()
    expect(commitIntervalMs(track([4, 4, 5, 5]))).toBeNull()
    expect(commitIntervalMs(track([]))).toBeNull()
  })
})
