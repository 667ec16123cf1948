import { describe, expect, it } from 'vitest'
import { spanRange, spanShort, spanWords } from './span-words.ts'

const plain = (text: string) => text.replaceAll('\u202f', ' ')
const MIN = 60_000

describe('a length of time', () => {
  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [12_999, '12 s'],
    [4 * MIN + 12_000, '4 min 12 s'],
    [60 * MIN, '1 h'],
    [119 * MIN, '1 h 59 min'],
    [25 * 60 * MIN, '1 d 1 h'],
    [400 * 24 * 60 * MIN + 5 * 60 * MIN, '400 d'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(plain(spanWords(ms, 'en'))).toBe(text)
  })

  it('reads so in Korean', () => {
    expect(spanWords(4 * MIN + 12_000, 'ko')).toBe('4분 12초')
    expect(spanWords(26 * 60 * MIN, 'ko')).toBe('1일 2시간')
  })
})

it('a length in one unit is cut, and kept fine enough', () => {
  expect(plain(spanShort(12.7 * 60 * MIN, 'en'))).toBe('12 h')
  expect(plain(spanShort(119.9 * MIN, 'en'))).toBe('119 min')
  expect(spanShort(900, 'ko')).toBe('0초')
})

describe('a range of lengths', () => {
  it.each([
    [4 * MIN, 9 * MIN, '4–9 min'],
    [30_000, 9 * MIN, '30 s – 9 min'],
    [4 * MIN, 4 * MIN, '4 min'],
    [90 * MIN, 100 * MIN, '90–100 min'],
    [3 * 60 * MIN, null, '≥ 3 h'],
    [null, 20_000, '≤ 20 s'],
    [4 * MIN, 4 * MIN + 1, '4–5 min'],
  ])('from %s to %s reads %s', (low, high, text) => {
    expect(plain(spanRange(low, high, 'en'))).toBe(text)
  })
})
