import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { celTokens } from './cel-tokens.ts'

const kinds = (source: string) =>
  celTokens(source)
    .filter(({ kind }) => kind !== 'space')
    .map(({ kind, start, end }) => `${kind} ${source.slice(start, end)}`)

describe('celTokens', () => {
  it('tells the parts of an expression apart', () => {
    expect(kinds(`value.a >= 1.5e3 && has(headers["x"]) in b'\\'' // why`)).toEqual([
      'variable value',
      'sign .',
      'member a',
      'sign >',
      'sign =',
      'number 1.5e3',
      'sign &',
      'sign &',
      'function has',
      'sign (',
      'variable headers',
      'sign [',
      'text "x"',
      'sign ]',
      'sign )',
      'word in',
      "text b'\\''",
      'note // why',
    ])
  })

  it('covers any text without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[vabr."'\\(\n ]*$/)),
        (source) => {
          const tokens = celTokens(source)
          expect(tokens.map(({ start, end }) => source.slice(start, end)).join('')).toBe(source)
        },
      ),
    )
  })
})
