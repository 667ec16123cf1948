import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOVE_CHOICES, planRequest, readMoveDraft, writeMoveDraft } from './move-draft.ts'
import { readNumbers, readScope, writeNumbers, writeScope } from './move-scope.ts'

const around = { group: 'g', csv: '', zone: 'Asia/Seoul', nowMs: Date.UTC(2026, 10, 21) }

describe('the link of a move', () => {
  it('opens the same move again', () => {
    const scope = fc
      .uniqueArray(
        fc.record({
          topic: fc.stringMatching(/^[a-zA-Z0-9._-]{1,20}$/),
          partitions: fc.option(
            fc.uniqueArray(fc.nat(50), { minLength: 1 }).map((all) => all.sort((a, b) => a - b)),
          ),
        }),
        { selector: ({ topic }) => topic, maxLength: 4 },
      )
      .map((all) => all)
    const valued = MOVE_CHOICES.filter((choice) => choice !== 'csv')
    fc.assert(
      fc.property(fc.constantFrom(...valued), fc.string(), scope, (choice, value, topics) => {
        const draft = { choice, value, scope: topics }
        expect(readMoveDraft(writeMoveDraft(draft))).toEqual(draft)
      }),
    )
  })

  it.each([[''], ['nonsense'], ['time']])('of %j asks for nothing yet', (to) => {
    expect(planRequest(readMoveDraft({ to }), around)).toEqual({ fault: { kind: 'open' } })
  })

  it('leaves out of the scope what cannot be read', () => {
    expect(readScope('a:0,2-4/b c/d:x/e')).toEqual([
      { topic: 'a', partitions: [0, 2, 3, 4] },
      { topic: 'e', partitions: null },
    ])
    expect(writeScope(readScope('a:4,3,2,0/e'))).toBe('a:0,2-4/e')
    expect(readNumbers('0-99999999')).toBeUndefined()
    expect(readNumbers('5-2')).toBeUndefined()
    expect(writeNumbers([])).toBe('')
  })
})

describe('what is asked of the server', () => {
  it.each([
    ['time:2026-11-21 16:00', { mode: 'timestamp', ms: Date.UTC(2026, 10, 21, 7) }],
    ['time:now-2h', { mode: 'duration', ms: 7_200_000 }],
    ['offset:18204', { mode: 'offset', offset: '18204' }],
    ['shift:-100', { mode: 'shift', by: '-100' }],
    ['shift:+100', { mode: 'shift', by: '100' }],
    ['group:a/b:c', { mode: 'group', group: 'a/b:c' }],
    ['undo:abc', { mode: 'undo', snapshot: 'abc' }],
    ['delete', { mode: 'delete-group' }],
    ['earliest', { mode: 'earliest' }],
  ])('of %s is %j', (to, expected) => {
    expect(planRequest(readMoveDraft({ to, scope: 'orders:0' }), around)).toEqual({
      request: { to: expected, scope: [{ topic: 'orders', partitions: [0] }] },
    })
  })

  it.each([
    ['time:tomorrow', 'time'],
    ['offset:-1', 'offset'],
    ['offset:9223372036854775808', 'offset'],
    ['shift:1.5', 'shift'],
  ])('of %s is a mistake', (to, kind) => {
    expect(planRequest(readMoveDraft({ to }), around)).toEqual({ fault: { kind } })
  })

  it('names the lines of a file that cannot be read', () => {
    const of = (csv: string) => planRequest(readMoveDraft({ to: 'csv' }), { ...around, csv })
    expect(of('a,0,1\nb,0\n')).toEqual({ fault: { kind: 'csv', lines: '2' } })
    expect(of('other,a,0,1\n')).toEqual({ fault: { kind: 'csvNothing' } })
    expect(of('a,0,1\n')).toMatchObject({ request: { to: { mode: 'csv', text: 'a,0,1\n' } } })
  })
})
