import { describe, expect, it } from 'vitest'
import { isPinned, readCompare, writeCompare } from './compare.url.ts'

describe('the record to compare with, in a link', () => {
  it.each(['2:17', '0:9223372036854775807', 'rental.book-rented:2:17'])('%s is read and written', (text) => {
    expect(writeCompare(readCompare(text))).toBe(text)
  })

  it.each(['', '17', '2:', ':17', 'a b:2:17', '2:17:x', 'a:2:17:5', '2:-1', '2:9223372036854775808'])(
    '%j is none',
    (text) => expect(readCompare(text)).toBeNull(),
  )

  it('is the open one only where topic, partition and offset are the same', () => {
    const pinned = readCompare('2:17')
    expect(isPinned(pinned, { partition: 2, offset: '17' })).toBe(true)
    expect(isPinned(pinned, { partition: 1, offset: '17' })).toBe(false)
    expect(isPinned(readCompare('other:2:17'), { partition: 2, offset: '17' })).toBe(false)
    expect(isPinned(null, null)).toBe(false)
  })
})
