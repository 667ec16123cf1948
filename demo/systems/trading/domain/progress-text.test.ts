import { describe, expect, it } from 'vitest'
import { decodeProgress, encodeProgress } from './progress-text.ts'

describe('what stands beside a committed offset', () => {
  it('is read as it was written, beyond 2^53 too', () => {
    const progress = { closedBefore: Date.UTC(2026, 10, 22, 9), readTo: 2n ** 62n }
    expect(encodeProgress(progress)).toBe(
      '{"candlesBefore":"2026-11-22T09:00:00.000Z","readTo":"4611686018427387904"}',
    )
    expect(decodeProgress(encodeProgress(progress))).toEqual(progress)
  })

  it('is nothing before the first candle, and nothing where somebody else committed', () => {
    expect(encodeProgress({ closedBefore: Number.NEGATIVE_INFINITY, readTo: 0n })).toBeNull()
    for (const text of [null, undefined, '', 'moved by an operator', '{"candlesBefore":"soon","readTo":"1"}'])
      expect(decodeProgress(text)).toBeNull()
  })
})
