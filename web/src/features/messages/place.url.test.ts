import { describe, expect, it } from 'vitest'
import { isSamePlace, placeIn, placeOf, readPlace, type TopicPlace, writePlace } from './place.url.ts'

const place = (text: string, own: string | null = 'orders'): TopicPlace => {
  const read = placeIn(readPlace(text, false), own)
  if (read === null) throw new Error(`no place: ${text}`)
  return read
}

describe('a record in a link', () => {
  it.each(['2:17', '0:9223372036854775807', 'rental.book-rented:2:17'])('%s is read and written', (text) => {
    expect(writePlace(readPlace(text, false))).toBe(text)
  })

  it.each([
    ...['', '17', '2:', ':17', 'a b:2:17', '2:17:x', 'a:2:17:5', '2:-1', '2:9223372036854775808'],
    ...['..:2:17', ':2:17', 'a,b:2:17'],
  ])('%j is none', (text) => expect(readPlace(text, false)).toBeNull())

  it('has its topic where the page has none of its own', () => {
    expect(readPlace('2:17', true)).toBeNull()
    expect(readPlace('a.b:2:17', true)).toEqual({ topic: 'a.b', partition: 2, offset: '17' })
  })

  it('names a topic only where it is not that of the page', () => {
    const row = { topic: 'orders', partition: 2, offset: '17' }
    expect(writePlace(placeOf(row, 'orders'))).toBe('2:17')
    expect(writePlace(placeOf(row, 'payments'))).toBe('orders:2:17')
    expect(writePlace(placeOf(row, null))).toBe('orders:2:17')
  })

  it('is the same only where topic, partition and offset are', () => {
    expect(isSamePlace(place('2:17'), place('2:17'))).toBe(true)
    expect(isSamePlace(place('2:17'), place('orders:2:17'))).toBe(true)
    expect(isSamePlace(place('2:17'), place('1:17'))).toBe(false)
    expect(isSamePlace(place('2:17'), place('2:18'))).toBe(false)
    expect(isSamePlace(place('other:2:17'), place('2:17'))).toBe(false)
    expect(placeIn(readPlace('2:17', false), null)).toBeNull()
    expect(placeIn(null, 'orders')).toBeNull()
  })
})
