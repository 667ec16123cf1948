import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '#lib/search-codec.ts'
import { type GroupsSearch, parseGroupsSearch, sortBy, sortOf, toggle } from './groups-search.ts'

describe('the link of the list of groups', () => {
  it('keeps every choice over a round trip', () => {
    const search: GroupsSearch = {
      q: '도서 / 50%',
      topic: 'rental.book-rented',
      state: 'STALLED,LAGGING',
      type: 'classic,share',
      sort: 'lag',
      order: 'asc',
    }
    expect(parseGroupsSearch(parseSearch(stringifySearch({ ...search })))).toEqual(search)
  })

  it('leaves out what is the default, and what it does not understand', () => {
    expect(
      parseGroupsSearch({ sort: 'severity', order: 'desc', state: 'NONSENSE', type: '', q: '' }),
    ).toEqual({})
    expect(parseGroupsSearch({ state: 'OK,NONSENSE,STALLED', order: 'sideways', sort: 'height' })).toEqual({
      state: 'STALLED,OK',
    })
    expect(parseGroupsSearch({ sort: 'group', order: 'asc' })).toEqual({ sort: 'group' })
  })

  it('turns the same column round, and begins another with what matters', () => {
    expect(sortOf({})).toEqual({ sort: 'severity', order: 'desc' })
    expect(sortBy({}, 'severity')).toEqual({ order: 'asc' })
    expect(sortOf(sortBy({}, 'timeToLoss'))).toEqual({ sort: 'timeToLoss', order: 'asc' })
    expect(sortOf(sortBy(sortBy({}, 'lag'), 'lag'))).toEqual({ sort: 'lag', order: 'asc' })
    expect(sortBy({ q: 'a', order: 'asc' }, 'group')).toEqual({ q: 'a', sort: 'group' })
  })

  it('adds and takes away a state, worst first', () => {
    const both = toggle(toggle({}, 'state', 'OK'), 'state', 'STALLED')
    expect(both).toEqual({ state: 'STALLED,OK' })
    expect(toggle(toggle(both, 'state', 'OK'), 'state', 'STALLED')).toEqual({})
  })
})
