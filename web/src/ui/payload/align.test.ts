import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { align } from './align.ts'

const items = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 })

/** Length of the longest common subsequence, by the book. */
function common(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const [left, up, corner] = [table[i]?.[j - 1] ?? 0, table[i - 1]?.[j] ?? 0, table[i - 1]?.[j - 1] ?? 0]
      const row = table[i]
      if (row) row[j] = a[i - 1] === b[j - 1] ? corner + 1 : Math.max(left, up)
    }
  }
  return table[a.length]?.[b.length] ?? 0
}

describe('align', () => {
  it('keeps every item once and in order, pairs equal ones only, and leaves the fewest over', () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        const pairs = align(a, b)
        const side = (key: 'a' | 'b') => pairs.flatMap((pair) => (pair[key] === null ? [] : [pair[key]]))
        expect(side('a')).toEqual(a.map((_, at) => at))
        expect(side('b')).toEqual(b.map((_, at) => at))
        const both = pairs.filter((pair) => pair.a !== null && pair.b !== null)
        expect(both.every((pair) => a[pair.a ?? 0] === b[pair.b ?? 0])).toBe(true)
        expect(both).toHaveLength(common(a, b))
      }),
      { numRuns: 2000 },
    )
  })

  it('gives up on what differs too much, but keeps the ends that are the same', () => {
    const a = ['head', ...Array.from({ length: 50 }, (_, at) => `a${at}`), 'tail']
    const b = ['head', ...Array.from({ length: 50 }, (_, at) => `b${at}`), 'tail']
    const pairs = align(a, b, 10)
    expect(pairs[0]).toEqual({ a: 0, b: 0 })
    expect(pairs.at(-1)).toEqual({ a: 51, b: 51 })
    expect(pairs).toHaveLength(102)
  })

  it('takes long lists that differ little', () => {
    const a = Array.from({ length: 200_000 }, (_, at) => String(at))
    const b = a.filter((_, at) => at !== 100_000 && at !== 150_000)
    expect(align(a, b).filter((pair) => pair.b === null)).toEqual([
      { a: 100_000, b: null },
      { a: 150_000, b: null },
    ])
  })
})
