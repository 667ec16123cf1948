import { describe, expect, it } from 'vitest'
import { BOOKS } from './catalogue.ts'
import { MEMBERS } from './members.ts'

describe('catalogue', () => {
  it('gives every book an ISBN of its own with a valid check digit', () => {
    expect(new Set(BOOKS.map(({ isbn }) => isbn)).size).toBe(BOOKS.length)
    for (const { isbn } of BOOKS) {
      const sum = [...isbn].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
      expect(isbn).toMatch(/^\d{13}$/)
      expect(sum % 10).toBe(0)
    }
  })

  it('mixes Korean and English titles and names', () => {
    for (const texts of [BOOKS.map(({ title }) => title), MEMBERS.map(({ name }) => name)]) {
      const korean = texts.filter((text) => /\p{Script=Hangul}/u.test(text)).length
      expect(korean).toBeGreaterThan(texts.length / 3)
      expect(texts.length - korean).toBeGreaterThan(texts.length / 3)
    }
  })

  it('owns more copies than one of what many want', () => {
    expect(BOOKS[0]?.copies).toBeGreaterThan(BOOKS.at(-1)?.copies ?? Number.NaN)
    for (const { copies } of BOOKS) expect(copies).toBeGreaterThanOrEqual(2)
  })
})
