import { describe, expect, it } from 'vitest'
import { readRecordPlace, writeRecordPlace } from './record-place.ts'

describe('a record in a link of a group', () => {
  it('keeps 64 bits over a round trip', () => {
    const place = { topic: 'rental.book-rented', partition: 2, offset: '9007199254740993' }
    expect(readRecordPlace(writeRecordPlace(place))).toEqual(place)
  })

  it.each([undefined, '', 'a', 'a:1', 'a:1:2:3', 'a:-1:2', 'a:1:x', '..:1:2', 'a b:1:2'])(
    '%s is none',
    (text) => {
      expect(readRecordPlace(text)).toBeNull()
    },
  )
})
