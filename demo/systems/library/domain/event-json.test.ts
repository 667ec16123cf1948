import { describe, expect, it } from 'vitest'
import { decodeRecord, encodeValue } from './event-json.ts'
import { announce } from './events.ts'
import { ledgerEntry } from './ledger-entry.ts'

const AT = Date.UTC(2026, 10, 21, 9)
const restored = announce('member.points-restored', AT, {
  target: 'M-1001',
  information: {
    rentalId: 'R-000001',
    memberName: '김서연',
    points: 10,
    ledgerEntry: 9_007_199_254_740_993n,
  },
})

function raw(value: string | null, key = 'M-1001') {
  return { key: Buffer.from(key), value: value === null ? null : Buffer.from(value), timestamp: String(AT) }
}

describe('encodeValue', () => {
  it('writes a 64-bit number as a JSON integer with every digit', () => {
    expect(encodeValue(restored.value)).toContain('"ledgerEntry":9007199254740993}')
  })

  it('is what decodeRecord reads back, digit for digit', () => {
    const decoded = decodeRecord('member.points-restored', raw(encodeValue(restored.value)))
    expect(decoded?.value).toEqual(restored.value)
  })

  it('has no value for a tombstone', () => {
    expect(encodeValue(null)).toBeNull()
  })
})

describe('decodeRecord', () => {
  it.each([
    ['no JSON', '{"target":'],
    ['JSON of another shape', '[1,2]'],
    [
      'an event of another stream',
      '{"target":"R-1","action":"book-returned","information":{"memberId":"M","isbn":"9"}}',
    ],
    [
      'an event without what consumers rely on',
      '{"target":"R-1","action":"book-rented","information":{"isbn":"9"}}',
    ],
    ['a tombstone where events belong', null],
  ])('passes over %s', (_, value) => {
    expect(decodeRecord('rental.book-rented', raw(value))).toBeNull()
  })

  it('takes a tombstone for an entity, but none without a key', () => {
    expect(decodeRecord('best-book.ranking', raw(null, '979'))).toMatchObject({ key: '979', value: null })
    expect(decodeRecord('best-book.ranking', raw(null, ''))).toBeNull()
  })
})

describe('ledgerEntry', () => {
  it('is above what a JavaScript number holds exactly, and different for each count', () => {
    const entries = [1, 2, 3].map((count) => ledgerEntry(AT, count))
    for (const entry of entries) expect(BigInt(Number(entry))).not.toBe(entry)
    expect(new Set(entries).size).toBe(3)
  })
})
