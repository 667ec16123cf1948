import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BatchError } from './batch-error.ts'
import { VarintReader, varintSize, varlongSize, writeVarint, writeVarlong } from './varint.ts'

const MIN64 = -(2n ** 63n)
const MAX64 = 2n ** 63n - 1n

function readerOf(hex: string): VarintReader {
  const bytes = Buffer.from(hex, 'hex')
  return new VarintReader(bytes, 0, bytes.length)
}

/** Small and large magnitudes alike: a uniform draw would be ten bytes long nearly always. */
const int64 = fc
  .tuple(fc.bigInt({ min: MIN64, max: MAX64 }), fc.nat({ max: 63 }))
  .map(([value, shift]) => value >> BigInt(shift))

describe('varints', () => {
  it.each([
    ['00', 0],
    ['01', -1],
    ['02', 1],
    ['7f', -64],
    ['8001', 64],
    ['feffffff0f', 2_147_483_647],
    ['ffffffff0f', -2_147_483_648],
  ])('read %s as Protocol Buffers defines it: %d', (hex, value) => {
    expect(readerOf(hex).int()).toBe(value)
    expect(readerOf(hex).long()).toBe(value)
  })

  it('carry every 32-bit value in the bytes promised', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const bytes = Buffer.alloc(5)
        const end = writeVarint(bytes, 0, value)
        expect(end).toBe(varintSize(value))
        expect(new VarintReader(bytes, 0, end).int()).toBe(value)
      }),
    )
  })

  it('carry every 64-bit value in the bytes promised', () => {
    fc.assert(
      fc.property(fc.oneof(int64, fc.constantFrom(MIN64, MAX64, 2n ** 48n, -(2n ** 48n) - 1n)), (value) => {
        const bytes = Buffer.alloc(10)
        const end = writeVarlong(bytes, 0, value)
        expect(end).toBe(varlongSize(value))
        expect(BigInt(new VarintReader(bytes, 0, end).long())).toBe(value)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['six bytes', 'ffffffffff01'],
    ['bits beyond the 32nd', 'ffffffff1f'],
    ['bytes that end too early', 'ffff'],
    ['no bytes at all', ''],
  ])('refuse a 32-bit value of %s', (_, hex) => {
    expect(() => readerOf(hex).int()).toThrow(BatchError)
  })

  it.each([
    ['eleven bytes', 'ffffffffffffffffffff01'],
    ['bits beyond the 64th', 'ffffffffffffffffff03'],
    ['bytes that end too early', 'ffffffffffffffff'],
  ])('refuse a 64-bit value of %s', (_, hex) => {
    expect(() => readerOf(hex).long()).toThrow(BatchError)
  })

  it('stop at their end and not at that of the buffer', () => {
    expect(() => new VarintReader(Buffer.from('8001', 'hex'), 0, 1).int()).toThrow('ends inside a record')
  })
})
