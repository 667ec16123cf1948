import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffJson } from './json-diff.ts'
import type { JsonNodes } from './json-nodes.ts'
import { scanJson } from './json-scan.ts'
import { pathOf } from './json-view.ts'

function nodesOf(text: string): JsonNodes {
  const scan = scanJson(text)
  if (!scan.ok) throw new Error(`not JSON: ${text}`)
  return scan.nodes
}

/** Each difference as `kind path: before → after`. */
function diff(a: string, b: string): string[] {
  const [left, right] = [nodesOf(a), nodesOf(b)]
  return diffJson(left, right).differences.map((one) => {
    const path = one.b === null ? pathOf(left, one.a ?? 0) : pathOf(right, one.b)
    const source = (nodes: JsonNodes, index: number | null) => (index === null ? '·' : nodes.source(index))
    return `${one.kind} ${path}: ${source(left, one.a)} → ${source(right, one.b)}`
  })
}

describe('diffJson', () => {
  it('names each path added, removed or changed, and what stood and stands there', () => {
    const a = '{"id": 1, "loan": {"state": "open", "days": 14}, "gone": [1]}'
    const b = '{"id": 1, "loan": {"state": "late", "days": 14, "fee": 2.50}}'
    expect(diff(a, b)).toEqual([
      'changed $.loan.state: "open" → "late"',
      'added $.loan.fee: · → 2.50',
      'removed $.gone: [1] → ·',
    ])
  })

  it('compares numbers digit by digit, and tells another spelling from another number', () => {
    expect(diff('[9007199254740993]', '[9007199254740992]')).toEqual([
      'changed $[0]: 9007199254740993 → 9007199254740992',
    ])
    expect(diff('[1.50,0.1,-0]', '[15e-1,0.10000000000000001,0]')).toEqual([
      'spelling $[0]: 1.50 → 15e-1',
      'changed $[1]: 0.1 → 0.10000000000000001',
      'spelling $[2]: -0 → 0',
    ])
    expect(diff('1e400', '10e399')).toEqual(['spelling $: 1e400 → 10e399'])
  })

  it('takes neither white space, nor the order of keys, nor escapes for a difference', () => {
    expect(diff('{"a":"\\u00e9","b":[1, 2]}', '{ "b":[1,2], "a": "é" }')).toEqual([])
  })

  it('keeps duplicate keys apart by their order', () => {
    expect(diff('{"a":1,"a":2}', '{"a":1,"a":3,"a":4}')).toEqual(['changed $.a: 2 → 3', 'added $.a: · → 4'])
  })

  it('does not take an array for changed behind an item that came or went', () => {
    expect(diff('[{"n":1},{"n":2},{"n":3}]', '[{"n":0},{"n":1},{"n":2},{"n":3}]')).toEqual([
      'added $[0]: · → {"n":0}',
    ])
    expect(diff('[1,2,3]', '[1,3]')).toEqual(['removed $[1]: 2 → ·'])
    expect(diff('[{"n":1},{"n":2}]', '[{"n":1},{"n":5}]')).toEqual(['changed $[1].n: 2 → 5'])
  })

  it('tells another kind of value', () => {
    expect(diff('{"a":null}', '{"a":"null"}')).toEqual(['changed $.a: null → "null"'])
    expect(diff('{}', '[]')).toEqual(['changed $: {} → []'])
  })

  it('finds nothing between a text and itself written anew, and something between unequal ones', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [a, b] = [JSON.stringify(one), JSON.stringify(other)]
        expect(diff(a, JSON.stringify(one, null, 2))).toEqual([])
        expect(diff(a, b).length === 0).toBe(a === b || equal(JSON.parse(a), JSON.parse(b)))
      }),
      { numRuns: 500 },
    )
  })

  it('stops at as many as are wanted', () => {
    const [a, b] = [nodesOf('[1,2,3,4]'), nodesOf('[5,6,7,8]')]
    expect(diffJson(a, b, 2)).toMatchObject({ differences: [{ a: 1 }, { a: 2 }], more: true })
  })
})

function equal(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b)
    return true
  } catch {
    return false
  }
}
