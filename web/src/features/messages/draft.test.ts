import type { Start } from '@sluice/shared/messages-start'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftOf, formatOffsets, parseOffsets, readDraft } from './draft.ts'
import { formatPartitions, parsePartitions } from './partition-list.ts'

const NEWEST = { start: { kind: 'newest' as const }, end: null }
const now = Date.UTC(2026, 10, 21, 7, 16)

describe('draft', () => {
  it('reads back the start it was made from, in any zone', () => {
    const starts: Start[] = [
      { kind: 'newest' },
      { kind: 'oldest' },
      { kind: 'offset', offset: '9007199254740993' },
      { kind: 'ago', agoMs: 5_400_000 },
      { kind: 'offsets', offsets: { 0: '12', 3: '9223372036854775807' } },
      { kind: 'time', ms: now + 7 },
      // Both passes through the hour that Berlin has twice.
      { kind: 'time', ms: Date.UTC(2026, 9, 25, 0, 30) },
      { kind: 'time', ms: Date.UTC(2026, 9, 25, 1, 30) },
    ]
    for (const zone of ['UTC', 'Asia/Seoul', 'Europe/Berlin']) {
      for (const start of starts)
        expect(readDraft(draftOf({ start, end: null }, zone), zone, now)).toEqual({
          ok: true,
          start,
          end: null,
        })
    }
  })

  it('pins a relative time unless it shall move', () => {
    const draft = { ...draftOf(NEWEST, 'UTC'), kind: 'time' as const, time: 'now-15m' }
    expect(readDraft(draft, 'UTC', now)).toEqual({
      ok: true,
      start: { kind: 'time', ms: now - 900_000 },
      end: null,
    })
    expect(readDraft({ ...draft, moves: true }, 'UTC', now)).toEqual({
      ok: true,
      start: { kind: 'ago', agoMs: 900_000 },
      end: null,
    })
  })

  it('names the field that cannot be read', () => {
    const draft = draftOf(NEWEST, 'UTC')
    expect(readDraft({ ...draft, kind: 'offset', offset: '-1' }, 'UTC', now)).toEqual({
      ok: false,
      fault: 'offset',
    })
    expect(readDraft({ ...draft, kind: 'time', time: 'later' }, 'UTC', now)).toEqual({
      ok: false,
      fault: 'time',
    })
    expect(readDraft({ ...draft, kind: 'offsets', offsets: '0' }, 'UTC', now)).toEqual({
      ok: false,
      fault: 'offsets',
    })
  })
})

describe('parseOffsets', () => {
  it('takes pairs as people write them', () => {
    expect(parseOffsets(' 0:12, 1 : 1,204\n2=7;')).toEqual({ 0: '12', 1: '1204', 2: '7' })
    expect(formatOffsets({ 0: '12', 1: '7' })).toBe('0:12, 1:7')
  })

  it.each([[''], ['0'], ['0:'], ['x:1'], ['0:1:2'], ['0:-1']])('refuses %j', (text) => {
    expect(parseOffsets(text)).toBeNull()
  })
})

describe('partition list', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60), { minLength: 1 }), (numbers) => {
        const sorted = [...numbers].sort((a, b) => a - b)
        expect(parsePartitions(formatPartitions(sorted))).toEqual(sorted)
      }),
    )
    expect(formatPartitions([0, 2, 5, 6, 7, 9, 10])).toBe('0, 2, 5-7, 9, 10')
  })

  it.each([[''], ['a'], ['5-2'], ['1-2-3'], ['0-999999999'], ['-1']])('refuses %j', (text) => {
    expect(parsePartitions(text)).toBeNull()
  })
})
