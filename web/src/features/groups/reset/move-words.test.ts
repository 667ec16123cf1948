import '#lib/i18n/moving-words.ts'
import type { MovePlan, MoveRow } from '@sluice/shared/groups-reset'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { fetchedEnglish } from '#lib/i18n/first-words.ts'
import { korean } from '#lib/i18n/korean.ts'
import { blockerSentences, effectSentences, modeWords, remarkWords } from './move-words.ts'

const t = createTranslate(fetchedEnglish)
const telling = { t, language: 'en' as const, zone: 'UTC' }

const row = (changes: Partial<MoveRow> = {}): MoveRow => ({
  ...{ topic: 'orders', partition: 0, act: 'move', from: '10', asked: '4', to: '4', delta: '-6' },
  ...{ rereads: '0', skips: '0', lost: '0', left: '6', atMost: false },
  ...{ logStart: '0', lastStable: '10', logEnd: '10', first: null, last: null },
  ...{ record: null, flags: [], fault: null },
  ...changes,
})

const plan = (rows: MoveRow[], changes: Partial<MovePlan> = {}): MovePlan => {
  const sum = (which: 'rereads' | 'skips' | 'lost') =>
    String(rows.reduce((all, one) => all + BigInt(one[which]), 0n))
  const count = (act: MoveRow['act']) => rows.filter((one) => one.act === act).length
  return {
    ...{ plan: 'x'.repeat(64), at: 0, expiresAt: 600_000, group: 'g', type: 'classic', state: 'Empty' },
    ...{ mode: 'earliest', rows, allowed: true, blockers: [], notes: [], watch: { since: 0, until: 0 } },
    totals: {
      ...{ move: count('move'), keep: count('keep'), forget: count('forget'), none: count('none') },
      ...{ rereads: sum('rereads'), skips: sum('skips'), lost: sum('lost'), left: '0' },
      ...{ atMost: false, first: null, last: null, partial: false, rate: null, durationMs: null },
    },
    ...changes,
  }
}

const said = (one: MovePlan) => effectSentences(one, telling).map(({ text }) => text)

describe('what a move says of itself', () => {
  it('names what is skipped for good and what is read again, exactly or as an upper bound', () => {
    expect(said(plan([row({ skips: '1204' }), row({ partition: 1, rereads: '3', atMost: true })]))).toEqual([
      'Skips 1\u202f204 messages in one partition: this group will never see them.',
      'Reads up to 3 messages again in one partition: what they cause happens a second time, unless its consumers can tell.',
    ])
  })

  it('says of an undo that what it goes past was behind the group', () => {
    const [sentence] = said(plan([row({ skips: '1' })], { mode: 'undo' }))
    expect(sentence).toContain('which the group had behind it then')
  })

  it('never leaves out what is not as it was asked for', () => {
    const rows = [
      row({ flags: ['clamped-start', 'lost'], lost: '5' }),
      row({ flags: ['clamped-end', 'beyond-stable'] }),
      row({ flags: ['no-record-at-time'] }),
      row({ flags: ['no-commit'], from: null }),
      row({ act: 'none', to: null, flags: ['no-commit'] }),
    ]
    expect(
      said(plan(rows, { notes: ['streams-like', 'new-group'] })).map((text) => text.slice(0, 30)),
    ).toEqual([
      'up to 5 messages were deleted ',
      'In 2 partitions the place lies',
      'One partition holds no message',
      'In one partition the new place',
      'In one partition the group has',
      'One partition cannot be placed',
      'Its topics look like those of ',
      'There is no such group yet: th',
    ])
    expect(rows.flatMap((one) => remarkWords(one, t))).toHaveLength(7)
  })

  it('says from when to when the messages are, and how long the rest takes', () => {
    const { totals, ...rest } = plan([row({ rereads: '6' })])
    const told = effectSentences(
      {
        ...rest,
        totals: { ...totals, first: 0, last: 60_000, left: '1200', rate: 2.5, durationMs: 480_000 },
      },
      telling,
    )
    expect(told.slice(1).map(({ text }) => text)).toEqual([
      'These messages are from 1970-01-01 00:00:00 to 1970-01-01 00:01:00.',
      'From there up to 1\u202f200 messages are left to read: about 8 min at 2.5 a second, as fast as it usually reads.',
    ])
  })
})

describe('what is in the way', () => {
  it('names the members, as many as can be read, in both languages', () => {
    const members = Array.from({ length: 10 }, (_, index) => ({
      memberId: `m-${index}`,
      clientId: `reader-${index}`,
      host: '10.0.0.7',
      instanceId: null,
    }))
    const blocked = plan([], { allowed: false, blockers: [{ kind: 'members', members, count: 12 }] })
    const [english] = blockerSentences(blocked, telling)
    expect(english?.text).toContain('12 members live')
    expect(english?.names).toHaveLength(9)
    expect(english?.names?.at(-1)).toBe('and 4 more')
    const [korea] = blockerSentences(blocked, { ...telling, t: createTranslate(korean) })
    expect(korea?.text).toContain('멤버 12개')
  })

  it('has words for every mode, and tells one of a later Sluice as it is', () => {
    expect(modeWords('delete-group', t)).toBe('nowhere: delete the group')
    expect(modeWords('teleport', t)).toBe('teleport')
  })
})
