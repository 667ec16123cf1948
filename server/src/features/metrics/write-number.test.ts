import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeNumber, writeWhole } from './write-number.ts'

function written(value: number | bigint): string {
  const bytes = new Uint8Array(64).fill(0x78)
  const end = writeNumber(bytes, 3, value)
  return Buffer.from(bytes.subarray(3, end)).toString()
}

describe('numbers as bytes', () => {
  it('are what JavaScript writes, whole ones and those of any size', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.maxSafeNat(),
          fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n }),
          fc.bigInt({ min: 0n, max: 2n ** 64n }),
        ),
        (value) => {
          expect(written(value)).toBe(String(value))
        },
      ),
    )
    for (const value of [0, 9, 10, 999_999_999, 1_000_000_000, 10_000_000_001, Number.MAX_SAFE_INTEGER])
      expect([written(value), written(BigInt(value))]).toEqual([String(value), String(value)])
  })

  it('are so with fractions, of seconds and others', () => {
    const others = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => (value === 0 ? 0 : value))
    const any = fc.oneof(
      fc.maxSafeNat().map((ms) => ms / 1000),
      fc.nat().map((ms) => ms / 1000),
      others,
    )
    fc.assert(
      fc.property(any, (value) => {
        expect(written(value)).toBe(String(value))
      }),
    )
    for (const value of [0.001, 0.5, 12.34, 1e-7, 1e21, 1.5e300, -1.25])
      expect(written(value)).toBe(String(value))
  })

  it('leave what stands around them', () => {
    const bytes = new Uint8Array(8).fill(1)
    expect(writeWhole(bytes, 2, 345)).toBe(5)
    expect([...bytes]).toEqual([1, 1, 0x33, 0x34, 0x35, 1, 1, 1])
  })
})
