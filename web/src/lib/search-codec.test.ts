import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from './search-codec.ts'

const wellFormed = fc.string({ unit: 'binary', minLength: 1 })

describe('search codec', () => {
  it('gives back every text it wrote, whatever is in it', () => {
    fc.assert(
      fc.property(fc.dictionary(wellFormed, wellFormed, { noNullPrototype: true }), (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual(search)
      }),
    )
  })

  it('keeps a 64-bit offset as written', () => {
    const link = stringifySearch({ from: 'offset:9007199254740993', p: '0,2' })
    expect(link).toBe('?from=offset:9007199254740993&p=0,2')
    expect(parseSearch(link)).toEqual({ from: 'offset:9007199254740993', p: '0,2' })
  })

  it('never guesses a type', () => {
    expect(parseSearch('?a=1&b=true&c=null&d=[1]')).toEqual({ a: '1', b: 'true', c: 'null', d: '[1]' })
  })

  it('leaves out what is empty', () => {
    expect(stringifySearch({ q: '', sort: undefined, order: null })).toBe('')
  })

  it('survives broken escapes and lone surrogates', () => {
    expect(parseSearch('?q=%E0%A4%A')).toHaveProperty('q')
    expect(() => stringifySearch({ q: '\ud800' })).not.toThrow()
  })
})
