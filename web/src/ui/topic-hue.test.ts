import { describe, expect, it } from 'vitest'
import { topicHue } from './topic-hue.ts'

describe('topicHue', () => {
  it('is the same for the same name, and a hue', () => {
    expect(topicHue('rental.book-rented')).toBe(topicHue('rental.book-rented'))
    for (const name of ['a', '', 'x'.repeat(249)]) {
      expect(topicHue(name)).toBeGreaterThanOrEqual(0)
      expect(topicHue(name)).toBeLessThan(360)
    }
  })

  it('spreads names that differ in little', () => {
    const hues = new Set(Array.from({ length: 100 }, (_, index) => topicHue(`orders-${index}`)))
    expect(hues.size).toBeGreaterThan(15)
  })
})
