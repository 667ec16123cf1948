import { TOPIC_SORTS } from '@sluice/shared/topics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '#lib/search-codec.ts'
import { parseTopicsSearch, sortBy } from './topics-search.ts'

const search = fc
  .record({
    q: fc.string({ unit: 'binary', maxLength: 100 }),
    sort: fc.constantFrom(...TOPIC_SORTS),
    order: fc.constantFrom('asc', 'desc'),
    internal: fc.constantFrom('true', 'false'),
  })
  .map(parseTopicsSearch)

describe('search of the topic list', () => {
  it('comes back from a link as it was', () => {
    fc.assert(
      fc.property(search, (state) => {
        expect(parseTopicsSearch(parseSearch(stringifySearch({ ...state })))).toEqual(state)
      }),
    )
  })

  it('falls back to the defaults for whatever it does not understand', () => {
    expect(parseTopicsSearch({ q: 7, sort: 'colour', order: 'sideways', internal: '1', x: 'y' })).toEqual({})
    expect(parseTopicsSearch({ q: 'a'.repeat(400) }).q).toHaveLength(249)
  })

  it('keeps a numeric search a text', () => {
    expect(parseTopicsSearch(parseSearch('?q=007')).q).toBe('007')
  })
})

describe('sortBy', () => {
  it('turns the same column round and starts figures with the largest', () => {
    expect(sortBy({}, 'name')).toEqual({ order: 'desc' })
    expect(sortBy({ order: 'desc' }, 'name')).toEqual({})
    expect(sortBy({ q: 'x' }, 'messages')).toEqual({ q: 'x', sort: 'messages', order: 'desc' })
    expect(sortBy({ sort: 'messages', order: 'desc' }, 'messages')).toEqual({ sort: 'messages' })
  })
})
