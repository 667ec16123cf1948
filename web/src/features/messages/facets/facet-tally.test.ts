import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldReaderOf } from '../columns/field-cache.ts'
import { sampleMessage, textPayload } from '../sample-message.fixture.ts'
import { FacetTally } from './facet-tally.ts'

const facetOf = (values: readonly (string | null)[], top = 100) => {
  const tally = new FacetTally(fieldReaderOf('value.a'))
  for (const value of values) {
    tally.add(sampleMessage({ value: textPayload(value === null ? '{}' : `{"a":${value}}`) }))
  }
  return tally.facet(top)
}

describe('FacetTally', () => {
  it('counts as brute force does', () => {
    const value = fc.option(
      fc.oneof(fc.nat(5).map(String), fc.constantFrom('"x"', '"1"', 'true', 'null', '{"b":1}')),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        const facet = facetOf(values)
        const counted = values.filter((text) => text !== null && !text.startsWith('{'))
        const expected = new Map(
          counted.map((text) => [text, counted.filter((other) => other === text).length]),
        )
        const shown = facet.top.map(({ value, count }): [string, number] => [
          value.kind === 'string' ? JSON.stringify(value.text) : value.text,
          count,
        ])
        expect(new Map(shown)).toEqual(expected)
        expect(shown.map(([, count]) => count)).toEqual(
          shown.map(([, count]) => count).toSorted((a, b) => b - a),
        )
        expect(facet.distinct).toBe(expected.size)
        expect(facet.total).toBe(values.length)
        expect(facet.present).toBe(values.filter((text) => text !== null).length)
        expect(facet.lacks.reduce((sum, [, count]) => sum + count, 0)).toBe(facet.total - facet.present)
      }),
      { numRuns: 300 },
    )
  })

  it('joins numbers of one worth, keeps texts apart from them, and knows the exact bounds', () => {
    const facet = facetOf(['1', '1.0', '10e-1', '"1"', '9007199254740993', '9007199254740992', '-1e400'])
    expect(facet.top[0]).toMatchObject({ count: 3, value: { text: '1' } })
    expect(facet.distinct).toBe(5)
    expect([facet.least?.text, facet.most?.text]).toEqual(['-1e400', '9007199254740993'])
  })

  it('shows the most frequent, and says how many there are in all', () => {
    const facet = facetOf(['3', '1', '2', '2'], 2)
    expect(facet.top.map(({ value }) => value.text)).toEqual(['2', '1'])
    expect(facet.distinct).toBe(3)
  })
})
