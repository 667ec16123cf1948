import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineText, splitLines } from './text-lines.ts'

function drawn(text: string, segment?: number): string[] {
  const lines = splitLines(text, segment)
  return Array.from(lines.numbers, (_, index) => lineText(lines, index))
}

describe('splitLines', () => {
  it('cuts at line breaks and numbers the lines of the text', () => {
    const lines = splitLines('a\r\n\nbcdef\n', 3)
    expect(drawn('a\r\n\nbcdef\n', 3)).toEqual(['a', '', 'bcd', 'ef', ''])
    expect(Array.from(lines.numbers)).toEqual([1, 2, 3, 0, 4])
  })

  it('never splits a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 2, max: 7 }),
        (text, segment) => {
          for (const line of drawn(text, segment)) expect(line.isWellFormed()).toBe(true)
        },
      ),
    )
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 2, max: 9 }), (text, segment) => {
        const { starts } = splitLines(text, segment)
        const pieces = Array.from(starts.subarray(0, -1), (start, index) =>
          text.slice(start, starts[index + 1]),
        )
        expect(pieces.join('')).toBe(text)
      }),
    )
  })

  it('keeps every drawn line short where 5 MB stand on one line', () => {
    const lengths = drawn('x'.repeat(5_000_000)).map((line) => line.length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2000)
  })
})
