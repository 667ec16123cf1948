import { describe, expect, it } from 'vitest'
import { nameLines, shortName } from './short-name.ts'

describe('a name with little room', () => {
  it('keeps both of its ends', () => {
    expect(shortName('rental.book-rented', 20)).toBe('rental.book-rented')
    expect(shortName('library.rental.book-rented.v2', 17)).toBe('library.…ented.v2')
  })

  it('counts letters as wide as they are', () => {
    expect(shortName('도서대여이벤트', 14)).toBe('도서대여이벤트')
    expect(shortName('도서대여이벤트기록', 11)).toBe('도서…트기록')
    expect(shortName('👩‍👩‍👧‍👦', 2)).toBe('👩‍👩‍👧‍👦')
  })

  it('is never longer than its room', () => {
    for (const name of ['a'.repeat(249), '가'.repeat(249), 'a가'.repeat(100)])
      for (const cells of [5, 8, 13]) expect([...shortName(name, cells)].length).toBeLessThanOrEqual(cells)
  })

  it('breaks at a joint where one line is not enough', () => {
    expect(nameLines('rental', 12)).toEqual(['rental'])
    expect(nameLines('rental.suspension-lifted', 15)).toEqual(
      ['rental.', 'suspension-lifted'].map((line) => shortName(line, 15)),
    )
    expect(nameLines('member.rental-rejected', 15)).toEqual(['member.', 'rental-rejected'])
    expect(nameLines('x'.repeat(40), 9)).toHaveLength(1)
  })
})
