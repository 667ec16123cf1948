import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonNodes } from './json-nodes.ts'
import { scanJson } from './json-scan.ts'

function nodesOf(text: string): JsonNodes {
  const scan = scanJson(text)
  if (!scan.ok) throw new Error(`no JSON: ${scan.fault} at ${scan.at}`)
  return scan.nodes
}

/** Builds the value back from the table, so that JSON.parse can judge it. */
function rebuild(nodes: JsonNodes, index: number): unknown {
  if (!nodes.isContainer(index)) return JSON.parse(nodes.source(index))
  const entries: [string, unknown][] = []
  for (let child = index + 1; child < nodes.after(index); child = nodes.after(child)) {
    entries.push([nodes.key(child) ?? '', rebuild(nodes, child)])
  }
  return nodes.isObject(index) ? Object.fromEntries(entries) : entries.map(([, value]) => value)
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('scanJson', () => {
  it('finds the same values as JSON.parse, however the text is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, 2, '\t'), (value, indent) => {
        const text = ` ${JSON.stringify(value, null, indent)}\n`
        expect(rebuild(nodesOf(text), 0)).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  it('accepts exactly the texts that JSON.parse accepts', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '0',
      '-',
      '1',
      '.5',
      'e',
      '+',
      'true',
      'nul',
      'null',
      ' ',
      '\n',
      '\u00a0',
      '"\\u12"',
      '"\\u0041"',
      '"\\x"',
      '"\u0001"',
      '"\u2028"',
      '01',
      '-0',
      '1E5',
      '1.',
      '\ufeff',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        expect(scanJson(text).ok).toBe(parses(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('accepts no more and no less when one character of valid JSON is damaged', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('"', ',', ']', '}', '\\', '0', 'x'),
        (text, at, put) => {
          const place = at % (text.length + 1)
          const damaged = text.slice(0, place) + put + text.slice(place + 1)
          expect(scanJson(damaged).ok).toBe(parses(damaged))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('keeps the digits of numbers beyond 2^53 and of long fractions', () => {
    const nodes = nodesOf('[9007199254740993, 0.10000000000000000001, 1E400, -0]')
    expect([1, 2, 3, 4].map((index) => nodes.source(index))).toEqual([
      '9007199254740993',
      '0.10000000000000000001',
      '1E400',
      '-0',
    ])
  })

  it('keeps the order of keys and flags those written twice, escaped or not', () => {
    const nodes = nodesOf('{"b":1,"2":2,"a":3,"1":4,"\\u0062":5}')
    expect([1, 2, 3, 4, 5].map((index) => nodes.key(index))).toEqual(['b', '2', 'a', '1', 'b'])
    expect([1, 2, 3, 4, 5].filter((index) => nodes.isDuplicate(index))).toEqual([5])
    expect(nodes.duplicateCount).toBe(1)
  })

  it('knows parents, depths and the end of each subtree', () => {
    const nodes = nodesOf('{"a":[1,{"b":2}],"c":3}')
    expect([0, 1, 2, 3, 4, 5].map((index) => nodes.parent(index))).toEqual([-1, 0, 1, 1, 3, 0])
    expect([0, 1, 2, 3, 4, 5].map((index) => nodes.depth(index))).toEqual([0, 1, 2, 2, 3, 1])
    expect([0, 1, 3].map((index) => nodes.after(index))).toEqual([6, 5, 5])
    expect(nodes.source(1)).toBe('[1,{"b":2}]')
  })

  it('says where the text stops being JSON', () => {
    expect(scanJson('{"a": tru}')).toEqual({ ok: false, fault: 'syntax', at: 6 })
    expect(scanJson('{"a": 1} trailing')).toEqual({ ok: false, fault: 'syntax', at: 9 })
    expect(scanJson('')).toEqual({ ok: false, fault: 'syntax', at: 0 })
  })

  it('stops at its limits instead of filling the stack or the memory', () => {
    const deep = '['.repeat(100_000)
    expect(scanJson(deep)).toEqual({ ok: false, fault: 'depth', at: 512 })
    expect(scanJson('[1,2,3]', { depth: 8, nodes: 3 })).toEqual({ ok: false, fault: 'size', at: 5 })
  })

  it('scans 6 MB in about the time JSON.parse takes, where a slow way would take its square', () => {
    const item = {
      id: 9_007_199_254_740_991,
      title: '책 이야기 — a story',
      price: 12.5,
      tags: ['a', 'b'],
      lent: false,
    }
    const text = JSON.stringify(Array.from({ length: 60_000 }, () => item))
    expect(text.length).toBeGreaterThan(5_500_000)
    expect(nodesOf(text).length).toBe(60_000 * 8 + 1)
    // Measured against each other and at their best, so that a busy machine slows both alike.
    expect(bestMs(() => scanJson(text))).toBeLessThan(10 * bestMs(() => JSON.parse(text)))
  }, 30_000)
})

function bestMs(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now()
    run()
    return performance.now() - began
  })
  return Math.min(...times)
}
