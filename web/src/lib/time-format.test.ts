import { describe, expect, it } from 'vitest'
import { formatDuration, formatInstant, formatIso, formatRelative } from './time-format.ts'

const instant = Date.UTC(2026, 10, 21, 7, 16, 3, 7)

describe('formatInstant', () => {
  it('shows the same instant in each zone with its offset', () => {
    expect(formatInstant(instant, 'UTC')).toEqual({
      date: '2026-11-21',
      time: '07:16:03.007',
      offset: '+00:00',
    })
    expect(formatInstant(instant, 'Asia/Seoul')).toEqual({
      date: '2026-11-21',
      time: '16:16:03.007',
      offset: '+09:00',
    })
  })

  it('writes midnight as 00, not 24', () => {
    expect(formatInstant(Date.UTC(2026, 0, 1), 'UTC')?.time).toBe('00:00:00.000')
  })

  it('tells the two passes through a doubled hour apart', () => {
    const first = formatInstant(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Berlin')
    const second = formatInstant(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin')
    expect(first?.time).toBe(second?.time)
    expect([first?.offset, second?.offset]).toEqual(['+02:00', '+01:00'])
  })

  it('gives null for a time outside the calendar', () => {
    expect(formatInstant(9e15, 'UTC')).toBeNull()
    expect(formatInstant(Number.NaN, 'UTC')).toBeNull()
  })
})

describe('formatIso', () => {
  it('parses back to the same instant', () => {
    expect(Date.parse(formatIso(instant, 'Asia/Kolkata') ?? '')).toBe(instant)
  })
})

describe('formatRelative', () => {
  it('uses the unit a person would use, in either language', () => {
    expect(formatRelative(instant - 12_000, instant, 'en')).toBe('12 sec. ago')
    expect(formatRelative(instant - 7_200_000, instant, 'en')).toBe('2 hr. ago')
    expect(formatRelative(instant - 12_000, instant, 'ko')).toBe('12초 전')
  })
})

describe('formatDuration', () => {
  it('names one unit and never a negative length', () => {
    expect(formatDuration(12_900, 'en')).toBe('12 sec')
    expect(formatDuration(3 * 60_000, 'ko')).toBe('3분')
    expect(formatDuration(50 * 3_600_000, 'en')).toBe('2 days')
    expect(formatDuration(-5, 'en')).toBe('0 sec')
  })
})
