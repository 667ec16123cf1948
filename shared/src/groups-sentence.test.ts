import { describe, expect, it } from 'vitest'
import { causeSentence, lengthParts } from './groups-sentence.ts'
import { LAG_STATES, LagCause } from './groups-state.ts'
import { THIN_SPACE } from './thousands.ts'

const NOW = 1_790_000_000_000
const MINUTE = 60_000

/** Every fact that a cause can have. */
const FULL = {
  since: NOW - 4 * MINUTE,
  topic: 'rental.book-rented',
  partition: 2,
  offset: '18204',
  logStart: '20000',
  logEnd: '19500',
  lastStable: '18400',
  lag: '1296',
  lost: '1796',
  members: 3,
  producerId: '4001',
  transactionalId: 'billing-1',
  openSince: NOW - 80 * MINUTE,
  from: '19000',
  fault: { code: 'LEADER_UNAVAILABLE' as const, message: 'Partition 2 has no leader.' },
}

/** Easier read with commas. */
const thin = (text: string) => text.replace(/(?<=\d),(?=\d{3})/g, THIN_SPACE)

describe('causeSentence', () => {
  it.each([
    [
      'DATA_LOSS',
      'Data lost 4 min ago: 1,796 messages of partition 2 of rental.book-rented were deleted unread: its log now starts at offset 20,000, and the group stands at 18,204.',
    ],
    [
      'AHEAD',
      'Ahead of the log for 4 min: the commit of partition 2 of rental.book-rented at offset 18,204 lies beyond the log end, 19,500; the log was cut back or made anew.',
    ],
    [
      'STALLED',
      'Stalled for 4 min: 3 members are alive, but partition 2 of rental.book-rented has not moved since offset 18,204.',
    ],
    [
      'STOPPED',
      'Stopped for 4 min: no member is left, and 1,296 messages are unread in partition 2 of rental.book-rented from offset 18,204 on.',
    ],
    [
      'LSO_BLOCKED',
      'Held back for 4 min: all that may be read of partition 2 of rental.book-rented is read; the transaction “billing-1”, open for 1 h 20 min, holds back the rest from offset 18,400 on.',
    ],
    [
      'REWOUND',
      'Rewound 4 min ago: the commit of partition 2 of rental.book-rented went back from offset 19,000 and has not caught up; it now stands at 18,204.',
    ],
    [
      'LAGGING',
      'Lagging for 4 min: it reads, but partition 2 of rental.book-rented is 1,296 messages behind and comes no nearer.',
    ],
    [
      'EMPTY_WITH_LAG',
      'No members for at least 4 min: 1,296 messages are unread in partition 2 of rental.book-rented, and nobody reads.',
    ],
    ['TOPIC_GONE', 'The topic rental.book-rented is no more, but commits of this group to it are left.'],
    ['UNKNOWN', 'Not known for 4 min: Partition 2 has no leader.'],
    [
      'WARMING',
      'Warming up: there are too few samples of partition 2 of rental.book-rented to judge by; 1,296 messages are unread.',
    ],
    [
      'NO_COMMIT',
      'No commit yet: partition 2 of rental.book-rented is assigned, and nothing was ever committed there.',
    ],
    [
      'PHANTOM',
      'Nothing to read: the last 1,296 offsets of partition 2 of rental.book-rented hold no message, only what transactions or compaction leave.',
    ],
    [
      'OK',
      'No trouble seen; farthest behind is partition 2 of rental.book-rented, where 1,296 messages are unread.',
    ],
  ] as const)('says what %s is in this case', (state, sentence) => {
    expect(causeSentence(LagCause.parse({ ...FULL, state }), NOW)).toBe(thin(sentence))
  })

  it.each([
    ['DATA_LOSS', 'Data lost before Sluice looked: messages of the group were deleted unread.'],
    [
      'AHEAD',
      'Ahead of the log since before Sluice looked: the commit of the group lies beyond the log end; the log was cut back or made anew.',
    ],
    ['STALLED', 'Stalled since before Sluice looked: members are alive, but the group has not moved.'],
    [
      'STOPPED',
      'Stopped since before Sluice looked: no member is left, and messages are unread in the group.',
    ],
    [
      'LSO_BLOCKED',
      'Held back since before Sluice looked: all that may be read of the group is read; an open transaction holds back the rest.',
    ],
    ['REWOUND', 'Rewound before Sluice looked: the commit of the group went back and has not caught up.'],
    ['LAGGING', 'Lagging since before Sluice looked: it reads, but the group is behind and comes no nearer.'],
    [
      'EMPTY_WITH_LAG',
      'No members since before Sluice looked: messages are unread in the group, and nobody reads.',
    ],
    ['TOPIC_GONE', 'The topic is no more, but commits of this group to it are left.'],
    ['UNKNOWN', 'Not known since before Sluice looked: its figures could not be read.'],
    ['WARMING', 'Warming up: there are too few samples of the group to judge by.'],
    ['NO_COMMIT', 'No commit: nothing is committed for this group.'],
    [
      'PHANTOM',
      'Nothing to read: what is left of the group holds no message, only what transactions or compaction leave.',
    ],
    ['OK', 'No trouble seen.'],
  ] as const)('leaves out what is not known of %s', (state, sentence) => {
    expect(causeSentence({ state, since: null }, NOW)).toBe(sentence)
  })

  it('speaks of one as of one, and of others that share the state', () => {
    const one = { ...FULL, lag: '1', lost: '1', members: 1, since: NOW, partitions: 4 }
    expect(causeSentence({ ...one, state: 'STALLED' }, NOW)).toBe(
      thin(
        'Stalled for a moment: 1 member is alive, but partition 2 of rental.book-rented (and 3 more) has not moved since offset 18,204.',
      ),
    )
    expect(causeSentence({ ...one, state: 'PHANTOM', partitions: 1 }, NOW)).toBe(
      'Nothing to read: the last offset of partition 2 of rental.book-rented holds no message, only what transactions or compaction leave.',
    )
    expect(causeSentence({ ...one, state: 'STOPPED' }, NOW)).toContain('1 message is unread')
    expect(causeSentence({ ...one, state: 'DATA_LOSS' }, NOW)).toContain('1 message of')
    expect(causeSentence({ state: 'OK', since: null, lag: '0' }, NOW)).toBe('All read.')
  })

  it('claims no assignment where there is none, and no commit where there is only an assignment', () => {
    const told = (state: 'NO_COMMIT' | 'TOPIC_GONE', members: number) =>
      causeSentence({ state, since: null, members }, NOW)
    expect(told('NO_COMMIT', 0)).toBe('No commit: nothing is committed for this group, and it has no member.')
    expect(told('NO_COMMIT', 2)).toBe(
      'No commit: 2 members are in the group, and nothing is committed for it.',
    )
    expect(told('TOPIC_GONE', 1)).toBe(
      'The topic is no more, but members of this group still have it assigned.',
    )
  })

  it('names who holds the log back as far as it is known', () => {
    const held = { state: 'LSO_BLOCKED' as const, since: null, topic: 't', partition: 0, lastStable: '7' }
    expect(causeSentence({ ...held, producerId: '9', transactionalId: null }, NOW)).toContain(
      'the transaction of producer 9 holds back the rest from offset 7 on.',
    )
    expect(causeSentence({ ...held, openSince: NOW - 5_000 }, NOW)).toContain(
      'an open transaction, open for 5 s, holds back',
    )
  })

  it('says of figures from before a change of coordinator when they were read', () => {
    const unconfirmed = { asOf: NOW - 70_000, changedAt: NOW - 12_000 }
    expect(causeSentence({ state: 'OK', since: null, lag: '0', unconfirmed }, NOW)).toBe(
      'All read. Its coordinator changed 12 s ago and does not tell all commits yet: this is what was known 1 min ago.',
    )
  })

  it('ends in a full stop and shows no hole where a fact is missing, in every state and with every fact', () => {
    for (const state of LAG_STATES) {
      for (const name of Object.keys(FULL) as (keyof typeof FULL)[]) {
        const { [name]: _, ...rest } = FULL
        for (const cause of [
          { since: null, ...rest, state },
          { since: null, [name]: FULL[name], state },
        ]) {
          const sentence = causeSentence(LagCause.parse(cause), NOW)
          expect(sentence).toMatch(/^[A-Z].*\.$/)
          expect(sentence).not.toMatch(/undefined|null|NaN| {2}| [,.;:]/)
        }
      }
    }
  })
})

describe('lengths of time', () => {
  const text = (ms: number) =>
    lengthParts(ms)
      .map(({ count, unit }) => `${count} ${unit}`)
      .join(' ')

  it('are cut to the largest unit and the next', () => {
    expect(text(59_999)).toBe('59 s')
    expect(text(4 * MINUTE + 59_999)).toBe('4 min')
    expect(text(60 * MINUTE)).toBe('1 h')
    expect(text(200 * MINUTE)).toBe('3 h 20 min')
    expect(text(1_440 * MINUTE)).toBe('1 d')
    expect(text(400 * 1_440 * MINUTE + 301 * MINUTE)).toBe('400 d 5 h')
  })

  it('are nothing below a second, and where clocks differ', () => {
    expect(text(999)).toBe('')
    expect(text(-5_000)).toBe('')
  })
})
