import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount, formatShort } from './number-format.ts'

describe('formatCount', () => {
  it('keeps every digit of a 64-bit number', () => {
    expect(formatCount('9007199254740993')).toBe('9\u202f007\u202f199\u202f254\u202f740\u202f993')
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(formatCount(value).replaceAll('\u202f', '')).toBe(value.toString())
      }),
    )
  })

  it('leaves short numbers alone', () => {
    expect(formatCount(0)).toBe('0')
    expect(formatCount(999)).toBe('999')
    expect(formatCount(-1000)).toBe('-1\u202f000')
  })
})

describe('formatShort', () => {
  it.each([
    [0n, '0'],
    [9999n, '9 999'],
    [10_000n, '10.0 k'],
    [99_990n, '99.9 k'],
    [210_400n, '210 k'],
    [999_999n, '999 k'],
    [8_400_000n, '8.4 M'],
    [9_223_372_036_854_775_807n, '9.2 E'],
  ])('%s reads %s', (count, shown) => {
    expect(formatShort(count).replaceAll('\u202f', ' ')).toBe(shown)
  })
})

describe('formatBytes', () => {
  it.each([
    ['0', '0 B'],
    ['1023', '1023 B'],
    ['1024', '1.00 KiB'],
    ['1536', '1.50 KiB'],
    ['10485760', '10.0 MiB'],
    ['1073741823', '1023 MiB'],
    ['1073741824', '1.00 GiB'],
    ['9223372036854775807', '7.99 EiB'],
  ])('%s bytes read %s', (bytes, shown) => {
    expect(formatBytes(bytes).replace('\u202f', ' ')).toBe(shown)
  })
})
