import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hotPartitions } from './hot-partition.ts'
import { imbalance } from './imbalance.ts'
import { isPhantom, maybePhantom } from './phantom.ts'

const hot = (...lags: (number | null)[]) => {
  const found = hotPartitions(lags.map((lag) => (lag === null ? null : BigInt(lag))))
  return found.flatMap((is, index) => (is ? [index] : []))
}

/** A lag against the others, straight from the definition. */
function zScore(lags: readonly number[], index: number): number {
  const others = lags.filter((_, at) => at !== index)
  const mean = others.reduce((sum, lag) => sum + lag, 0) / others.length
  const variance = others.reduce((sum, lag) => sum + (lag - mean) ** 2, 0) / others.length
  const spread = Math.max(Math.sqrt(variance), Math.sqrt(mean), mean / 10, 1)
  return ((lags[index] ?? 0) - mean) / spread
}

describe('hotPartitions', () => {
  it('finds the one that stands out, of three as of many', () => {
    expect(hot(10, 5_000, 12)).toEqual([1])
    expect(hot(...Array(50).fill(1_000), 9_000)).toEqual([50])
  })

  it('finds none among equals, nor where little is unread', () => {
    expect(hot(1_000, 1_050, 980, 1_100)).toEqual([])
    expect(hot(0, 0, 99)).toEqual([])
    expect(hot(0, 0, 0)).toEqual([])
    expect(hot()).toEqual([])
  })

  it('tells nothing of two, and never calls hot what is not known', () => {
    expect(hot(0, 90_000)).toEqual([])
    expect(hot(0, 90_000, null)).toEqual([])
    expect(hot(0, 90_000, null, 5)).toEqual([1])
  })

  it('is a z-score above 2 against the others', () => {
    const lags = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 3, maxLength: 40 })
    fc.assert(
      fc.property(lags, (values) => {
        const clear = values.every((_, index) => Math.abs(zScore(values, index) - 2) > 1e-6)
        fc.pre(clear)
        const expected = values.map((lag, index) => lag >= 100 && zScore(values, index) > 2)
        expect(hotPartitions(values.map(BigInt))).toEqual(expected)
      }),
    )
  })
})

describe('imbalance', () => {
  it('is the largest share over the mean', () => {
    expect(imbalance([100n, 100n])).toBe(1)
    expect(imbalance([300n, 0n, 0n])).toBe(3)
  })

  it('is not known with fewer than two, with nothing unread, or with one unknown', () => {
    expect(imbalance([5n])).toBeNull()
    expect(imbalance([0n, 0n])).toBeNull()
    expect(imbalance([5n, null])).toBeNull()
  })
})

describe('phantom', () => {
  const nothing = { kind: 'nothing' as const, gap: false }
  it('is a lag that was read through without a record, while nothing moved', () => {
    expect(isPhantom({ lag: 1n, unchanged: 2, next: nothing })).toBe(true)
    expect(isPhantom({ lag: 1n, unchanged: 1, next: nothing })).toBe(false)
    expect(isPhantom({ lag: 0n, unchanged: 9, next: nothing })).toBe(false)
    expect(isPhantom({ lag: 1n, unchanged: 9, next: null })).toBe(false)
    const record = { kind: 'record' as const, offset: 1n, timestamp: 5, appendTime: false, gap: false }
    expect(isPhantom({ lag: 1n, unchanged: 9, next: record })).toBe(false)
  })

  it('is worth a look where so little is unread that it may be markers', () => {
    expect(maybePhantom({ lag: 64n, unchanged: 2, next: null })).toBe(true)
    expect(maybePhantom({ lag: 65n, unchanged: 2, next: null })).toBe(false)
    expect(maybePhantom({ lag: 64n, unchanged: 1, next: null })).toBe(false)
    expect(maybePhantom({ lag: 64n, unchanged: 2, next: nothing })).toBe(false)
  })
})
