import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNumbers, numberIdentity } from './decimal.ts'

/** A number as JSON may write it, with what it is worth: a whole number times ten to the power. */
const anyNumber = fc
  .record({
    whole: fc.bigInt({ min: -(10n ** 45n), max: 10n ** 45n }),
    fraction: fc.option(fc.stringMatching(/^\d{1,12}$/)),
    exponent: fc.option(fc.integer({ min: -60, max: 60 })),
  })
  .map(({ whole, fraction, exponent }) => {
    const text = `${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`
    return { text, worth: worthOf(whole, fraction ?? '', exponent ?? 0) }
  })

const SCALE = 80

/** Times 10^80, so that every number here is whole. */
function worthOf(whole: bigint, fraction: string, exponent: number): bigint {
  const sign = whole < 0n ? -1n : 1n
  const digits = BigInt(`${whole < 0n ? -whole : whole}${fraction}`)
  return sign * digits * 10n ** BigInt(exponent - fraction.length + SCALE)
}

describe('compareNumbers', () => {
  it('orders by exact worth', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        const expected = a.worth < b.worth ? -1 : a.worth > b.worth ? 1 : 0
        expect(Math.sign(compareNumbers(a.text, b.text))).toBe(expected)
        expect(numberIdentity(a.text) === numberIdentity(b.text)).toBe(expected === 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells apart what a float cannot, and joins what is written differently', () => {
    expect(compareNumbers('9007199254740992', '9007199254740993')).toBeLessThan(0)
    expect(compareNumbers('1e400', '1e401')).toBeLessThan(0)
    expect(compareNumbers('-1e400', '-1e401')).toBeGreaterThan(0)
    expect(compareNumbers('1e99999999999999999999', '9e99999999999999999998')).toBeGreaterThan(0)
    expect(compareNumbers('-0', '0.000e7')).toBe(0)
    const same = ['100', '1e2', '100.0', '0.1E+3', '1000e-1']
    expect(new Set(same.map(numberIdentity)).size).toBe(1)
  })
})
