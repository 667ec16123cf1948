import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { eventWords } from './event-words.ts'

const t = createTranslate(english)
const said = (kind: string, detail: Record<string, string>, topic: string | null = 'orders') =>
  eventWords({ at: 0, ofGroup: true, kind, topic, partition: topic === null ? null : 2, detail }, t, 'en')

describe('what happened to a group', () => {
  it.each([
    ['state', { from: 'OK', to: 'STALLED' }, 'OK → Stalled: partition 2 of orders'],
    ['reset', { from: '18204', to: '0' }, 'Moved back from offset 18\u202f204 to 0: partition 2 of orders'],
    ['retention', { lost: '1204' }, '1\u202f204 messages deleted unread: partition 2 of orders'],
    ['something-new', {}, 'something-new · partition 2 of orders'],
  ])('%s is told in words', (kind, detail, words) => {
    expect(said(kind, detail)).toBe(words)
  })

  it('tells how long nobody looked', () => {
    expect(said('collector-gap', { reason: 'not-running', from: '0', to: '120000' }, null)).toBe(
      'Sluice was not running for 2\u202fmin',
    )
    expect(said('members', { from: '3', to: '0' }, null)).toBe('Members: 3 → 0')
  })
})
