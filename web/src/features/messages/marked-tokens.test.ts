import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aroundHit, markedTokens } from './marked-tokens.ts'
import type { Token } from './token.ts'

const token = fc.record<Token>({
  kind: fc.constantFrom('key', 'string', 'sign'),
  text: fc.string({ unit: fc.constantFrom('a', 'b', '"'), minLength: 1, maxLength: 6 }),
})
const line = (tokens: readonly Token[]) => tokens.map(({ text }) => text).join('')

describe('markedTokens', () => {
  it('marks every hit, also one over several tokens, and changes no character of the line', () => {
    fc.assert(
      fc.property(fc.array(token), fc.constantFrom('a', 'ab', 'a"b', 'bb'), (tokens, sought) => {
        const marked = markedTokens(tokens, new RegExp(sought, 'g'))
        expect(line(marked)).toBe(line(tokens))
        const shown = marked.filter((part) => part.marked)
        expect(line(shown)).toBe(sought.repeat(line(tokens).split(sought).length - 1))
      }),
    )
  })

  it('keeps the colours on both sides of a mark', () => {
    const tokens: Token[] = [
      { kind: 'key', text: '"id"' },
      { kind: 'sign', text: ':' },
      { kind: 'number', text: '42' },
    ]
    expect(markedTokens(tokens, /d":4/g)).toEqual([
      { kind: 'key', text: '"i', marked: false },
      { kind: 'key', text: 'd"', marked: true },
      { kind: 'sign', text: ':', marked: true },
      { kind: 'number', text: '4', marked: true },
      { kind: 'number', text: '2', marked: false },
    ])
  })
})

describe('aroundHit', () => {
  const far: Token[] = [{ kind: 'text', text: `${'x'.repeat(100)}needle${'y'.repeat(500)}` }]

  it('begins a little before a hit that stands too far back, and says that something is left out', () => {
    const shown = line(aroundHit(far, /needle/g, { sure: 40, most: 240 }))
    expect(shown.startsWith(`…${'x'.repeat(10)}needley`)).toBe(true)
    expect(shown).toHaveLength(241)
  })

  it('shows the beginning where the hit is in it, or where there is none', () => {
    expect(line(aroundHit(far, /x/g, { sure: 40, most: 240 }))).toBe(line(far).slice(0, 240))
    expect(line(aroundHit(far, /z/g, { sure: 40, most: 240 }))).toBe(line(far).slice(0, 240))
  })
})
