import { describe, expect, it } from 'vitest'
import { shareText } from './share.ts'

describe('shareText', () => {
  it('says all only of all, and none only of none', () => {
    const texts = [
      [0, 9],
      [9, 9],
      [99_999, 100_000],
      [1, 100_000],
      [1, 3],
      [1, 40],
      [995, 1000],
    ].map(([count = 0, total = 0]) => shareText(count, total).replaceAll('\u202f', ' '))
    expect(texts).toEqual(['0 %', '100 %', '> 99.9 %', '< 0.1 %', '33 %', '2.5 %', '99 %'])
  })
})
