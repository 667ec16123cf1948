import { describe, expect, it } from 'vitest'
import { DEFAULT_LINK, readStateLink, type StateLink, stateRequest, writeStateLink } from './state-link.ts'

const FULL: StateLink = {
  topic: 'catalog.book-view',
  at: { kind: 'time', ms: 1_700_003_600_000 },
  base: { kind: 'offsets', offsets: { 0: '12', 3: '9007199254740993' } },
  by: 'event',
  reducer: 'debezium',
  kinds: ['unknown', 'added'],
  text: 'emma & co',
  sort: 'writes',
  order: 'asc',
  open: { partition: 3, at: '9007199254740993', base: '12' },
}

describe('the link of a state', () => {
  it('says all of it, and is read back as it was written', () => {
    expect(readStateLink(writeStateLink(FULL))).toEqual({ link: FULL, faults: [] })
    for (const open of [
      { partition: 0, at: '1', base: null },
      { partition: 0, at: null, base: '1' },
    ]) {
      expect(readStateLink(writeStateLink({ ...FULL, open })).link.open).toEqual(open)
    }
  })

  it('says nothing of what is as by default', () => {
    const said = Object.entries(writeStateLink({ ...DEFAULT_LINK, topic: 'a' })).filter(
      ([, text]) => text !== '',
    )
    expect(said).toEqual([['topic', 'a']])
  })

  it('falls back where it cannot be used, and names what', () => {
    const { link, faults } = readStateLink({
      topic: 'a b',
      at: 'newest:5',
      show: 'live,odd',
      key: '0:>',
      q: 'x',
    })
    expect(link).toEqual({ ...DEFAULT_LINK, text: 'x' })
    expect(faults.map(({ param }) => param)).toEqual(['topic', 'at', 'show', 'key'])
  })

  it('asks for the time that is meant when it is asked', () => {
    const link: StateLink = { ...DEFAULT_LINK, topic: 'a', base: { kind: 'ago', agoMs: 60_000 } }
    expect(stateRequest(link, 100_000)).toEqual({
      topic: 'a',
      at: { now: true },
      base: { time: 40_000, by: 'log' },
      reducer: 'upsert',
    })
  })
})
