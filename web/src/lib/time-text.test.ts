import { formatAgo, resolveTime } from '@sluice/shared/time-text'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTimeText } from './time-text.ts'

const now = Date.UTC(2026, 10, 21, 7, 16, 3, 7)
const parse = (text: string, zone = 'UTC') => parseTimeText(text, zone, now)
const instant = (text: string, zone = 'UTC') => {
  const time = parse(text, zone)
  return time && new Date(resolveTime(time, now)).toISOString()
}

describe('parseTimeText', () => {
  it.each([
    ['now', 'UTC', '2026-11-21T07:16:03.007Z'],
    ['now-15m', 'UTC', '2026-11-21T07:01:03.007Z'],
    ['-1h30m', 'UTC', '2026-11-21T05:46:03.007Z'],
    ['2 d 4 h ago', 'UTC', '2026-11-19T03:16:03.007Z'],
    ['2026-11-21T07:16:03.123Z', 'Asia/Seoul', '2026-11-21T07:16:03.123Z'],
    ['2026-11-21T16:16:03+09:00', 'UTC', '2026-11-21T07:16:03.000Z'],
    ['2026-11-21 16:16', 'Asia/Seoul', '2026-11-21T07:16:00.000Z'],
    ['2026-11-21 16:16:03,5', 'Asia/Seoul', '2026-11-21T07:16:03.500Z'],
    ['2026-11-21', 'Asia/Seoul', '2026-11-20T15:00:00.000Z'],
    ['2026-11-21 UTC', 'Asia/Seoul', '2026-11-21T00:00:00.000Z'],
    ['00:30', 'Asia/Seoul', '2026-11-20T15:30:00.000Z'],
    ['1795245363', 'UTC', '2026-11-21T07:16:03.000Z'],
    ['1795245363123', 'UTC', '2026-11-21T07:16:03.123Z'],
    ['1795245363123456', 'UTC', '2026-11-21T07:16:03.123Z'],
    ['1795245363123456789', 'UTC', '2026-11-21T07:16:03.123Z'],
  ])('reads %s in %s as %s', (text, zone, expected) => {
    expect(instant(text, zone)).toBe(expected)
  })

  it('names the unit it took digits for', () => {
    expect(parse('1795245363')).toMatchObject({ epoch: 's' })
    expect(parse('1795245363123456789')).toMatchObject({ epoch: 'ns' })
  })

  it.each([
    [''],
    ['yesterday-ish'],
    ['2026-02-31'],
    ['2026-13-01'],
    ['25:00'],
    ['12:60'],
    ['now+5m'],
    ['12'],
    ['2026-11-21T07:16:03+99:00'],
    ['999999999999d ago'],
    ['2026-11-21T'],
  ])('refuses %j instead of guessing', (text) => {
    expect(parse(text)).toBeNull()
  })

  it('takes the earlier pass through a doubled hour and says so', () => {
    expect(parse('2026-10-25 02:30', 'Europe/Berlin')).toEqual({
      kind: 'at',
      ms: Date.UTC(2026, 9, 25, 0, 30),
      clock: 'doubled',
    })
  })

  it('moves a time that the clocks skip behind the gap and says so', () => {
    expect(parse('2026-03-29 02:30', 'Europe/Berlin')).toEqual({
      kind: 'at',
      ms: Date.UTC(2026, 2, 29, 1, 30),
      clock: 'skipped',
    })
  })

  it('reads back every ISO text that a date writes', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2999-01-01'), noInvalidDate: true }), (date) => {
        expect(instant(date.toISOString(), 'Asia/Kolkata')).toBe(date.toISOString())
      }),
    )
  })
})

describe('formatAgo', () => {
  it('writes what is read back as the same span', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), (seconds) => {
        expect(parse(formatAgo(seconds * 1000))).toEqual({ kind: 'ago', agoMs: seconds * 1000 })
      }),
    )
    expect(formatAgo(5_400_000)).toBe('now-1h30m')
  })
})
