import { DEFAULT_FIND } from '@sluice/shared/messages-find'
import { DEFAULT_QUERY, type MessagesQuery } from '@sluice/shared/messages-link'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { scopeWords } from './export-words.ts'

const t = createTranslate(english)
const words = (query: Partial<MessagesQuery>, limit: number | null = null) =>
  scopeWords({ ...DEFAULT_QUERY, ...query }, { limit, zone: 'Asia/Seoul' }, t)

describe('what an export says it is of', () => {
  it('counts the topics where there are several', () => {
    expect(words({ topics: ['a', 'b'] }).where).toMatch(/^2 topics, /)
  })

  it('names which messages, and from where to where', () => {
    expect(words({})).toEqual({
      which: 'All messages of the range',
      where: 'All partitions, from the oldest to the end as it is now',
    })
    const find = { ...DEFAULT_FIND, text: 'a' }
    const start = { kind: 'time', ms: Date.UTC(2026, 2, 12, 1) } as const
    expect(words({ find, start, end: { kind: 'ago', agoMs: 60_000 }, partitions: [0, 1, 2, 5] })).toEqual({
      which: 'All messages that match',
      where: 'Partitions 0-2, 5, from 2026-03-12 10:00:00 to now-1m',
    })
  })

  it('tells the newest from the first where there is a limit', () => {
    expect(words({}, 10_000)).toEqual({
      which: 'The newest 10\u202f000 messages',
      where: 'All partitions, from the newest back to the end as it is now',
    })
    expect(words({ start: { kind: 'oldest' } }, 5).which).toBe('The first 5 messages')
  })
})
