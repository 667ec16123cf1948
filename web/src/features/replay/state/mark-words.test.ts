import '#lib/i18n/state-words.ts'
import { STATE_MARKS, type StateMark } from '@sluice/shared/replay-state'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { fetchedEnglish } from '#lib/i18n/first-words.ts'
import { korean } from '#lib/i18n/korean.ts'
import { markSentence, toneOf } from './mark-words.ts'
import { openOf, sameOpen } from './open-key.ts'
import { restorePlaces } from './restore-places.ts'
import { rowOf } from './state-row.fixture.ts'

const markOf = (code: StateMark['code'], part: Partial<StateMark> = {}): StateMark => ({
  ...{ code, message: '', point: null, count: '1234', partitions: 2, ms: 60_000 },
  ...part,
})
const english = { t: createTranslate(fetchedEnglish), language: 'en', zone: 'UTC' } as const

describe('what is said of how true a state is', () => {
  it('is a sentence with its figures for every mark, in both languages', () => {
    for (const code of STATE_MARKS) {
      for (const telling of [english, { ...english, t: createTranslate(korean), language: 'ko' } as const]) {
        const sentence = markSentence(markOf(code), telling)
        expect(sentence, code).toMatch(/.{10}/)
        expect(sentence, code).not.toMatch(/undefined|NaN|\[object/)
      }
    }
    expect(markSentence(markOf('log-start'), english)).toMatch(/1.234 offsets .*2 partitions/)
  })

  it('does not frighten with nothing: no key is unknown, no record stands elsewhere', () => {
    const none = markOf('compacted', { count: '0' })
    expect(toneOf(none)).toBe('unknown')
    expect(toneOf(markOf('compacted'))).toBe('attention')
    expect(markSentence(none, english)).not.toContain('0 keys')
    expect(markSentence(markOf('late', { count: '0' }), english)).toContain('both ways')
  })

  it('says of which of the two points it speaks', () => {
    expect(markSentence(markOf('compacted', { point: 'base' }), english)).toMatch(
      /^At the point compared with/,
    )
  })
})

describe('a row of a difference', () => {
  it('is named by the records that set its key, one not known by where it first stands', () => {
    expect(openOf(rowOf({ at: '7', base: '3' }))).toEqual({ partition: 0, at: '7', base: '3' })
    expect(openOf(rowOf({ at: null, base: null, firstSeen: '9' }))).toEqual({
      partition: 0,
      at: '9',
      base: null,
    })
    expect(sameOpen(openOf(rowOf({ at: '7', base: '3' })), openOf(rowOf({ at: '7', base: null })))).toBe(
      false,
    )
  })

  it('is restored by its record of then, where it had a value and has another one or none', () => {
    const rows = [
      rowOf({ at: '7', base: '3', change: 'changed' }),
      rowOf({ at: '8', base: '4', change: 'removed' }),
      rowOf({ at: '9', base: null, change: 'added' }),
      rowOf({ at: '5', base: '5', change: 'same' }),
    ]
    expect(restorePlaces('books', rows).map(({ offset }) => offset)).toEqual(['3', '4'])
  })
})
