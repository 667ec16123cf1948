import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffBytes } from './byte-diff.ts'
import { changedMiddle } from './changed-middle.ts'
import { diffText } from './text-diff.ts'

describe('diffText', () => {
  const words = (a: string, b: string, context?: number) =>
    diffText(a, b, context).map((line) => {
      if (line.kind === 'fold') return `⋯${line.count}`
      return `${{ same: ' ', added: '+', removed: '-' }[line.kind]}${line.text}`
    })

  it('shows what differs with the lines around it, and folds the rest', () => {
    const a = 'a b c d e f g h i j k l m n'.split(' ')
    const b = a.map((line) => (line === 'g' ? 'G' : line))
    expect(words(a.join('\n'), b.join('\n'), 2)).toEqual(['⋯4', ' e', ' f', '-g', '+G', ' h', ' i', '⋯5'])
    expect(words('same', 'same')).toEqual([])
    expect(words('a\nb', 'a\nb\n')).toEqual([' a', ' b', '+'])
  })

  it('holds both texts whole where nothing is folded', () => {
    const text = fc
      .array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 12 })
      .map((all) => all.join('\n'))
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(a !== b)
        const lines = diffText(a, b, 99)
        const side = (left: 'removed' | 'added') =>
          lines.flatMap((line) => (line.kind === 'same' || line.kind === left ? [line.text] : [])).join('\n')
        expect([side('removed'), side('added')]).toEqual([a, b])
      }),
    )
  })
})

describe('diffBytes', () => {
  it('lists rows that differ by their place, and counts bytes that only one side has', () => {
    const a = new Uint8Array(32)
    const b = new Uint8Array(35)
    b[9] = 1
    expect(diffBytes(a, b)).toEqual({
      lines: [
        { kind: 'fold', rows: 1 },
        { kind: 'row', offset: 8 },
        { kind: 'fold', rows: 2 },
        { kind: 'row', offset: 32 },
      ],
      differing: 4,
      more: false,
    })
    expect(diffBytes(a, a.slice())).toEqual({ lines: [{ kind: 'fold', rows: 4 }], differing: 0, more: false })
  })

  it('lists so many rows and still counts all', () => {
    const { lines, differing, more } = diffBytes(new Uint8Array(80), new Uint8Array(80).fill(1), 3)
    expect([lines.length, differing, more]).toEqual([3, 80, true])
  })
})

describe('changedMiddle', () => {
  it('leaves the ends that are the same, and cuts no letter in two', () => {
    expect(changedMiddle('"2026-11-21"', '"2026-12-21"')).toEqual([
      ['"2026-1', '1', '-21"'],
      ['"2026-1', '2', '-21"'],
    ])
    expect(changedMiddle('😀a', '😁a')).toEqual([
      ['', '😀', 'a'],
      ['', '😁', 'a'],
    ])
    expect(changedMiddle('aa', 'aaa')[1]).toEqual(['aa', 'a', ''])
  })

  it('parts join to the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const [left, right] = changedMiddle(a, b)
        expect([left.join(''), right.join('')]).toEqual([a, b])
      }),
    )
  })
})
