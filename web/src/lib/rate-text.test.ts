import { describe, expect, it } from 'vitest'
import { rateText } from './rate-text.ts'

describe('a rate in words', () => {
  it.each([
    [0, '0'],
    [0.04, '< 0.1'],
    [0.99, '0.9'],
    [9.99, '9.9'],
    [1234.9, '1\u202f234'],
  ])('a rate of %d reads %s, never rounded up', (rate, text) => {
    expect(rateText(rate)).toBe(text)
  })
})
