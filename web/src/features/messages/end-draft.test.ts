import type { End } from '@sluice/shared/messages-end'
import type { Start } from '@sluice/shared/messages-start'
import { describe, expect, it } from 'vitest'
import { draftOf, readDraft } from './draft.ts'

const now = Date.UTC(2026, 10, 21, 7, 16, 3, 250)
const start: Start = { kind: 'oldest' }

describe('the end of a range in its fields', () => {
  it('is read back as it was, in any zone', () => {
    const ends: End[] = [
      null,
      { kind: 'offset', offset: '9007199254740993' },
      { kind: 'ago', agoMs: 5_400_000 },
      { kind: 'time', ms: now },
      { kind: 'time', ms: Date.UTC(2026, 10, 21, 7, 16) },
      { kind: 'time', ms: Date.UTC(2026, 10, 21, 7, 16, 5) },
      { kind: 'time', ms: Date.UTC(2026, 9, 25, 0, 30) },
      { kind: 'time', ms: Date.UTC(2026, 9, 25, 1, 30) },
    ]
    for (const zone of ['UTC', 'Asia/Seoul', 'Europe/Berlin']) {
      for (const end of ends)
        expect(readDraft(draftOf({ start, end }, zone), zone, now)).toEqual({ ok: true, start, end })
    }
  })

  it('shows a time no longer than it must be', () => {
    const shown = (ms: number) => draftOf({ start, end: { kind: 'time', ms } }, 'UTC').end.time
    expect(shown(Date.UTC(2026, 10, 21, 7, 16))).toBe('2026-11-21 07:16')
    expect(shown(Date.UTC(2026, 10, 21, 7, 16, 5))).toBe('2026-11-21 07:16:05')
    expect(shown(now)).toBe('2026-11-21 07:16:03.250')
  })

  it('is refused before or at the start, where the two can be compared', () => {
    const fault = (range: { start: Start; end: End }) => {
      const reading = readDraft(draftOf(range, 'UTC'), 'UTC', now)
      return reading.ok ? null : reading.fault
    }
    const at = (ms: number) => ({ kind: 'time' as const, ms })
    const offset = (text: string) => ({ kind: 'offset' as const, offset: text })
    expect(fault({ start: at(2000), end: at(2000) })).toBe('end-order')
    expect(fault({ start: at(2000), end: at(3000) })).toBeNull()
    expect(fault({ start: { kind: 'ago', agoMs: 60_000 }, end: { kind: 'ago', agoMs: 120_000 } })).toBe(
      'end-order',
    )
    expect(fault({ start: offset('9007199254740993'), end: offset('9007199254740992') })).toBe('end-order')
    expect(fault({ start: offset('9'), end: at(1) })).toBeNull()
  })

  it('names the field that cannot be read', () => {
    const draft = draftOf({ start, end: null }, 'UTC')
    const read = (end: Partial<typeof draft.end>) =>
      readDraft({ ...draft, end: { ...draft.end, ...end } }, 'UTC', now)
    expect(read({ kind: 'time', time: 'later' })).toEqual({ ok: false, fault: 'end-time' })
    expect(read({ kind: 'offset', offset: '-1' })).toEqual({ ok: false, fault: 'end-offset' })
  })
})
