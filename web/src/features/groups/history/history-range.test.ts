import { describe, expect, it } from 'vitest'
import {
  between,
  DEFAULT_RANGE,
  edgesOf,
  type HistoryRange,
  readRange,
  rereadMs,
  writeRange,
} from './history-range.ts'

describe('the range of a history', () => {
  it.each<HistoryRange>([
    { kind: 'last', name: '1h' },
    { kind: 'last', name: '60d' },
    { kind: 'between', from: 1_795_301_793_697, to: 1_795_305_000_000 },
  ])('%j comes back from a link', (range) => {
    expect(readRange(writeRange(range))).toEqual(range)
  })

  it('is the last hour where a link says nothing that can be used', () => {
    for (const search of [
      {},
      { range: '3y' },
      { from: '5' },
      { from: '9', to: '4' },
      { from: '-1', to: 'x' },
    ])
      expect(readRange(search)).toEqual(DEFAULT_RANGE)
  })

  it('ends now, or where it was fixed', () => {
    expect(edgesOf({ kind: 'last', name: '15m' }, 1_000_000)).toEqual({ from: 100_000, to: 1_000_000 })
    expect(edgesOf({ kind: 'between', from: 1, to: 2 }, 9)).toMatchObject({ from: 1, to: 2 })
    expect(rereadMs({ kind: 'between', from: 1, to: 2 })).toBe(false)
  })

  it('is never chosen shorter than can be told apart', () => {
    expect(between(100_000, 100_010)).toEqual({ kind: 'between', from: 85_005, to: 115_005 })
  })
})
