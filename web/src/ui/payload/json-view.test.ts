import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonNodes } from './json-nodes.ts'
import { prettyJson } from './json-pretty.ts'
import { scanJson } from './json-scan.ts'
import { searchJson } from './json-search.ts'
import {
  copiedValue,
  foldsBelow,
  initialFolds,
  pathOf,
  revealed,
  shownValue,
  stepsOf,
  visibleIndex,
  visibleNodes,
} from './json-view.ts'

function nodesOf(text: string): JsonNodes {
  const scan = scanJson(text)
  if (!scan.ok) throw new Error(`no JSON at ${scan.at}`)
  return scan.nodes
}

const loan = nodesOf('{"loan":{"books":[{"ISBN 13":"979-1"},{"ISBN 13":"979-2"}]},"member":"지우"}')

describe('visibleNodes', () => {
  it('leaves out what stands inside a folded container, and only that', () => {
    expect(Array.from(visibleNodes(loan, new Set()))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(Array.from(visibleNodes(loan, new Set([2])))).toEqual([0, 1, 2, 7])
    expect(Array.from(visibleNodes(loan, new Set([3, 5])))).toEqual([0, 1, 2, 3, 5, 7])
    expect(Array.from(visibleNodes(loan, new Set([0])))).toEqual([0])
  })

  it('opens exactly the containers around a value that is looked for', () => {
    const folded = revealed(loan, foldsBelow(loan, 0), 4)
    const visible = visibleNodes(loan, folded)
    expect(Array.from(visible)).toEqual([0, 1, 2, 3, 4, 5, 7])
    expect(visibleIndex(visible, 4)).toBe(4)
    expect(visibleIndex(visible, 6)).toBe(-1)
  })

  it('starts small documents open and large ones folded below their first levels', () => {
    expect(initialFolds(loan).size).toBe(0)
    const large = nodesOf(JSON.stringify(Array.from({ length: 500 }, () => ({ a: { b: { c: 1 } } }))))
    expect(visibleNodes(large, initialFolds(large)).length).toBe(1 + 500 + 500)
  })
})

describe('stepsOf', () => {
  it('names the entries and numbers of items on the way to a value', () => {
    expect(stepsOf(loan, 0)).toEqual([])
    expect(stepsOf(loan, 6)).toEqual(['loan', 'books', 1, 'ISBN 13'])
  })
})

describe('pathOf', () => {
  it('names keys, items and awkward keys so that the path can be pasted', () => {
    expect(pathOf(loan, 0)).toBe('$')
    expect(pathOf(loan, 6)).toBe('$.loan.books[1]["ISBN 13"]')
    expect(loan.ordinal(5)).toBe(1)
  })
})

describe('shownValue', () => {
  it('resolves escapes of readable letters, keeps control characters visible and digits untouched', () => {
    const nodes = nodesOf('["\\uc9c0\\uc6b0\\n\\u0007", 9007199254740993]')
    expect(shownValue(nodes, 1)).toEqual({ text: '"지우\\n\\u0007"', hidden: 0 })
    expect(shownValue(nodes, 2)).toEqual({ text: '9007199254740993', hidden: 0 })
    expect(copiedValue(nodes, 1)).toBe('지우\n\u0007')
    expect(copiedValue(nodes, 2)).toBe('9007199254740993')
  })

  it('says how much of a long string it leaves out', () => {
    expect(shownValue(nodesOf(JSON.stringify('x'.repeat(1000))), 0).hidden).toBe(602)
  })
})

describe('searchJson', () => {
  it('finds keys and values in any case, also behind escapes, and no punctuation', () => {
    expect(searchJson(loan, 'isbn')).toEqual([4, 6])
    expect(searchJson(loan, '979-2')).toEqual([6])
    expect(searchJson(loan, '지우')).toEqual([7])
    expect(searchJson(nodesOf('{"a":"\\uC9C0\\uc6b0"}'), '지우')).toEqual([1])
    expect(searchJson(loan, '},{')).toEqual([])
    expect(searchJson(loan, '')).toEqual([])
  })

  it('takes signs of regular expressions literally', () => {
    expect(searchJson(nodesOf('["a.c","abc","[x]","\\\\d"]'), 'a.c')).toEqual([1])
    expect(searchJson(nodesOf('["a.c","abc","[x]"]'), '[x]')).toEqual([3])
  })
})

describe('prettyJson', () => {
  it('puts the same JSON on lines, as JSON.stringify would', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        // Parsed first: JSON.stringify orders integer keys, so the oracle must have them in that order too.
        const ordered = JSON.stringify(JSON.parse(text))
        expect(prettyJson(nodesOf(ordered))).toBe(JSON.stringify(JSON.parse(text), null, 2))
      }),
    )
  })

  it('changes no digit, key or duplicate', () => {
    expect(prettyJson(nodesOf('{"a" : 1.50,"a":9007199254740993,"b":[ ]}'))).toBe(
      '{\n  "a": 1.50,\n  "a": 9007199254740993,\n  "b": []\n}',
    )
  })
})
