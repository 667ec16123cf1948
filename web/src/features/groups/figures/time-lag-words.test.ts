import type { TimeLag } from '@sluice/shared/groups-state'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { timeReasons, timeSign, timeText } from './time-lag-words.ts'

const t = createTranslate(english)
const time = (part: Partial<TimeLag>): TimeLag => ({
  ms: 252_000,
  atLeast: false,
  method: 'exact',
  confidence: 'high',
  clockSkew: false,
  asOf: 1_000,
  ...part,
})

describe('the age of the next unread message', () => {
  it('bears the sign of how it was found', () => {
    expect(timeSign(time({}))).toBeNull()
    expect(timeSign(time({ method: 'interpolated' }))).toBe('~')
    expect(timeSign(time({ method: 'interpolated', atLeast: true }))).toBe('≥')
    expect(timeSign(time({ method: 'probe', atLeast: true }))).toBe('≥')
  })

  it('is no figure where none was found', () => {
    expect(timeText(time({ ms: null, method: 'none' }), 'en')).toBeNull()
    expect(timeText(time({ ms: 0, method: 'zero' }), 'ko')).toBe('0초')
  })

  it('says what would make it surer only where something would', () => {
    expect(timeReasons(time({}), 13_000, t, 'en')).toEqual([
      'Exact: the timestamp of the next unread message',
      'Found 12 sec. ago',
    ])
    const guess = time({ method: 'interpolated', confidence: 'medium', clockSkew: true, asOf: null })
    expect(timeReasons(guess, 0, t, 'en')).toHaveLength(4)
  })
})
