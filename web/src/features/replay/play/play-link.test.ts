import { describe, expect, it } from 'vitest'
import { type PlayUrl, playStart, readPlayUrl, writePlayUrl } from './play-link.ts'

const defined = (params: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined))

describe('the link of a play back', () => {
  it('says the same after it was read and written', () => {
    const { query } = readPlayUrl({
      topics: 'orders,payments',
      from: 'time:2026-01-01T00:00:00.000Z',
      q: 'R-7',
    }).url
    const url: PlayUrl = {
      query,
      at: 1_795_247_763_007,
      speed: 0.25,
      skipMs: null,
      lanes: 'key',
      only: true,
      record: { topic: 'orders', partition: 3, offset: '9007199254740993' },
    }
    expect(readPlayUrl(defined(writePlayUrl(url)))).toEqual({ url, faults: [] })
  })

  it('leaves out what is as by default', () => {
    expect(defined(writePlayUrl(readPlayUrl({ topics: 'orders' }).url))).toEqual({ topics: 'orders' })
  })

  it('names what it cannot use, and goes on without it', () => {
    const odd = { at: '-1', speed: '5000', skip: '0', lanes: 'colour', only: 'yes', record: 'orders:1' }
    const { url, faults } = readPlayUrl({ topics: 'orders', ...odd })
    expect(faults.map(({ param }) => param).sort()).toEqual(Object.keys(odd).sort())
    expect(url).toMatchObject({ at: null, speed: 1, skipMs: 2000, lanes: 'topic', only: false, record: null })
  })

  it('plays what is recent where it names no time', () => {
    expect(playStart({ start: { kind: 'newest' } })).toEqual({ kind: 'ago', agoMs: 900_000 })
    expect(playStart({ start: { kind: 'oldest' } })).toEqual({ kind: 'oldest' })
  })
})
