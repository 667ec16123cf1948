import type { AlertCondition } from '@sluice/shared/alerts'
import type { TimeLag } from '@sluice/shared/groups-state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namePatterns } from './name-patterns.ts'
import { type Figures, readCondition } from './reading.ts'

const time = (ms: number | null, atLeast = false): TimeLag => ({
  ms,
  atLeast,
  method: ms === null ? 'none' : atLeast ? 'probe' : 'exact',
  confidence: null,
  clockSkew: false,
  asOf: 0,
})
const FIGURES: Figures = {
  lag: 0n,
  partly: false,
  lost: 0n,
  time: time(0),
  timeToLossMs: null,
  lagState: 'OK',
  stillMs: null,
}
const verdict = (condition: AlertCondition, figures: Partial<Figures>): string =>
  readCondition(condition, { ...FIGURES, ...figures }).verdict

describe('a condition', () => {
  const lagTime: AlertCondition = { kind: 'lagTime', aboveMs: 60_000 }
  const lagMessages: AlertCondition = { kind: 'lagMessages', above: '1000' }
  const state: AlertCondition = { kind: 'state', states: ['STALLED', 'STOPPED'] }
  const timeToLoss: AlertCondition = { kind: 'timeToLoss', belowMs: 60_000 }
  const noProgress: AlertCondition = { kind: 'noProgress', afterMs: 60_000 }
  it.each<[string, AlertCondition, Partial<Figures>, string]>([
    ['age at its threshold', lagTime, { time: time(60_000) }, 'between'],
    ['age above it', lagTime, { time: time(60_001) }, 'beyond'],
    ['age just below it', lagTime, { time: time(48_000) }, 'between'],
    ['age below 0.8 of it', lagTime, { time: time(47_999) }, 'within'],
    ['an age that is a bound at the threshold', lagTime, { time: time(60_000, true) }, 'beyond'],
    ['an age that is a bound below it', lagTime, { time: time(30_000, true) }, 'unknown'],
    ['an age not known, with lag', lagTime, { time: time(null), lag: 5n }, 'unknown'],
    ['an age not known, without lag', lagTime, { time: time(null), lag: 0n }, 'within'],
    ['messages above', lagMessages, { lag: 1001n }, 'beyond'],
    ['messages at it', lagMessages, { lag: 1000n }, 'between'],
    ['messages at 0.8 of it', lagMessages, { lag: 800n }, 'between'],
    ['messages below', lagMessages, { lag: 799n }, 'within'],
    ['messages not known', lagMessages, { lag: null }, 'unknown'],
    ['messages above, though a partition is not known', lagMessages, { lag: 1001n, partly: true }, 'beyond'],
    ['messages below, where a partition is not known', lagMessages, { lag: 0n, partly: true }, 'unknown'],
    [
      'messages beyond 2^53',
      { kind: 'lagMessages', above: '9007199254740993' },
      { lag: 9007199254740994n },
      'beyond',
    ],
    ['no messages, threshold 0', { kind: 'lagMessages', above: '0' }, { lag: 0n }, 'within'],
    ['a state of the rule', state, { lagState: 'STOPPED' }, 'beyond'],
    ['another state', state, { lagState: 'LAGGING' }, 'within'],
    ['a state that warms up', state, { lagState: 'WARMING' }, 'unknown'],
    ['a state not known', state, { lagState: 'UNKNOWN' }, 'unknown'],
    [
      'UNKNOWN, where the rule is about it',
      { kind: 'state', states: ['UNKNOWN'] },
      { lagState: 'UNKNOWN' },
      'beyond',
    ],
    ['loss sooner than that', timeToLoss, { timeToLossMs: 59_999 }, 'beyond'],
    ['loss a little later', timeToLoss, { timeToLossMs: 75_000 }, 'between'],
    ['loss much later', timeToLoss, { timeToLossMs: 75_001 }, 'within'],
    ['no loss ever', timeToLoss, { lag: 10n }, 'within'],
    ['loss not known', timeToLoss, { lag: null }, 'unknown'],
    ['a partition that stands', noProgress, { lag: 1n, stillMs: 60_001 }, 'beyond'],
    ['none with lag', noProgress, { lag: 0n }, 'within'],
    ['records lost', { kind: 'lost' }, { lost: 1n }, 'beyond'],
    ['none lost', { kind: 'lost' }, {}, 'within'],
    ['losses not known', { kind: 'lost' }, { lost: null }, 'unknown'],
  ])('reads %s', (_title, condition, figures, expected) => {
    expect(verdict(condition, figures)).toBe(expected)
  })
})

describe('name patterns', () => {
  it.each<[string[], string, boolean]>([
    [[], 'any', true],
    [['library.*'], 'library.member', true],
    [['library.*'], 'my.library.member', false],
    [['*'], '', true],
    [['?'], '', false],
    [['a?c'], 'abc', true],
    [['*.dlq'], 'a.dlq.dlq', true],
    [['a.b'], 'aXb', false],
    [['*', '!*-test'], 'x-test', false],
    [['!*-test'], 'x', true],
    [['*', '!*-test', 'my-test'], 'my-test', true],
    [['대출.*'], '대출.회원', true],
  ])('%j on %s: %s', (patterns, name, taken) => {
    expect(namePatterns(patterns)(name)).toBe(taken)
  })

  it('take what a regular expression of the same meaning takes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 12 })
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 })
    fc.assert(
      fc.property(text, name, (glob, subject) => {
        const source = glob.replaceAll('.', '\\.').replaceAll(/\*+/g, '.*').replaceAll('?', '.')
        expect(namePatterns([glob])(subject)).toBe(new RegExp(`^${source}$`).test(subject))
      }),
    )
  })

  it('do not take for ever with many stars', () => {
    const started = performance.now()
    expect(namePatterns(['*a'.repeat(200)])(`${'a'.repeat(32_000)}b`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
