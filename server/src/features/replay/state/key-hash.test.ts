import { describe, expect, it } from 'vitest'
import { KeyHash } from './key-hash.ts'

const hex = (text: string) =>
  [...new KeyHash(0).of(Buffer.from(text))].map((word) => word.toString(16).padStart(8, '0')).join('')

describe('the hash of keys', () => {
  it('is MurmurHash3 for x86 with 128 bits', () => {
    expect(hex('')).toBe('00000000000000000000000000000000')
    expect(hex('I will not buy this record, it is scratched.')).toBe('a0a9683b25ac5e40d9af2895890dddf5')
  })

  it('tells keys apart whose bytes differ in one place only', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => `customer-${at}`)
    expect(new Set(keys.map(hex)).size).toBe(keys.length)
  })
})
