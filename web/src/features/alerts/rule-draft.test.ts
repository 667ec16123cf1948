import { AlertRule, type AlertRuleBody } from '@sluice/shared/alerts'
import { describe, expect, it } from 'vitest'
import { NEW_RULE, type RuleDraft, readDraft, toDraft } from './rule-draft.ts'

const faults = (changes: Partial<RuleDraft>) => {
  const reading = readDraft({ ...NEW_RULE, name: 'late', ...changes })
  return reading.ok ? {} : reading.faults
}
const body = (changes: Partial<RuleDraft>): AlertRuleBody => {
  const reading = readDraft({ ...NEW_RULE, name: 'late', ...changes })
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.body
}

describe('the form of a rule', () => {
  it('says the rule that stands in it', () => {
    expect(
      body({
        groups: 'library.*, !library.test',
        topics: 'a\nb',
        labels: 'team=books, url=http://x?a=b',
        receivers: ['on-call'],
      }),
    ).toEqual({
      ...{ name: 'late', enabled: true, severity: 'warning', forMs: 120_000, receivers: ['on-call'] },
      ...{ groups: ['library.*', '!library.test'], topics: ['a', 'b'] },
      condition: { kind: 'lagTime', aboveMs: 300_000 },
      labels: { team: 'books', url: 'http://x?a=b' },
    })
    expect(body({ kind: 'lagMessages', messages: '1\u202f000,000' }).condition).toEqual({
      ...{ kind: 'lagMessages', above: '1000000' },
    })
    expect(body({ kind: 'lost' }).condition).toEqual({ kind: 'lost' })
  })

  it.each<[string, Partial<RuleDraft>, object]>([
    ['no name', { name: '  ' }, { name: 'faultName' }],
    ['no group', { groups: ' , ' }, { groups: 'faultGroups' }],
    ['an empty exception', { groups: '*, !' }, { groups: 'faultPattern' }],
    [
      'too many groups',
      { groups: Array.from({ length: 21 }, (_, n) => `g${n}`).join() },
      { groups: 'faultPattern' },
    ],
    ['no amount', { length: { amount: '', unit: 'min' } }, { condition: 'faultAmount' }],
    ['nothing as a length', { length: { amount: '0', unit: 'min' } }, { condition: 'faultAmount' }],
    ['a length of centuries', { length: { amount: '999999', unit: 'd' } }, { condition: 'faultAmount' }],
    [
      'messages beyond 64 bits',
      { kind: 'lagMessages', messages: '9'.repeat(19) },
      { condition: 'faultAmount' },
    ],
    ['no state', { kind: 'state', states: [] }, { condition: 'faultStates' }],
    ['a hold of weeks', { hold: { amount: '8', unit: 'd' } }, { hold: 'faultFor' }],
    ['a label without value', { labels: 'team' }, { labels: 'faultLabels' }],
    ['a label of our own', { labels: 'severity=high' }, { labels: 'faultLabels' }],
    ['topics beside the time to loss', { kind: 'timeToLoss', topics: 'a' }, { topics: 'faultTopics' }],
  ])('tells of %s', (_title, changes, expected) => {
    expect(faults(changes)).toEqual(expected)
  })

  it.each<Partial<RuleDraft>>([
    { kind: 'lagTime', length: { amount: '90', unit: 'min' } },
    { kind: 'lagMessages', messages: '12' },
    { kind: 'state', states: ['DATA_LOSS', 'AHEAD'] },
    { kind: 'timeToLoss', length: { amount: '2', unit: 'd' } },
    { kind: 'noProgress', hold: { amount: '0', unit: 's' }, enabled: false },
    { kind: 'lost', labels: 'a=b, c=d', severity: 'critical' },
  ])('shows a kept rule as it was: $kind', (changes) => {
    const made = body(changes)
    const rule = AlertRule.parse({
      ...made,
      ...{ id: 'x', source: 'store', updatedAt: 1, matches: null, firing: 0, pending: 0, fault: null },
    })
    expect(readDraft(toDraft(rule))).toEqual({ ok: true, body: made })
  })
})
