import type { TopologyFinding } from '@sluice/shared/topology'
import type { Translate } from '#lib/i18n/dictionary.ts'

type Rule = TopologyFinding['rule']

const TITLES = {
  cycle: 'finding.ofCycle',
  'no-writer': 'finding.ofNoWriter',
  'no-reader': 'finding.ofNoReader',
  'multiple-writers': 'finding.ofWriters',
  'dead-letters-unread': 'finding.ofDeadLetters',
  choreography: 'finding.ofChoreography',
  'saga-compensation': 'finding.ofSaga',
  cqrs: 'finding.ofCqrs',
  outbox: 'finding.ofOutbox',
  'merge-suggested': 'finding.ofMerge',
} as const satisfies Record<Rule, string>

export const ruleTitle = (rule: Rule, t: Translate): string => t(TITLES[rule])

/** What was found, and of what, in a sentence. Who has no name is named as the picture names it. */
export function findingSentence(
  { rule, detail }: Pick<TopologyFinding, 'rule' | 'detail'>,
  nameOf: (id: string) => string,
  t: Translate,
): string {
  const list = (name: string): string =>
    (detail[name] ?? '')
      .split(', ')
      .map((one) => nameOf(one))
      .join(', ')
  const count = (name: string): number => Number(detail[name] ?? 0)
  const sentences: Record<Rule, () => string> = {
    cycle: () => t('finding.cycle', { services: list('services') }),
    'no-writer': () => t('finding.noWriter', { topic: list('topic'), readers: count('readers') }),
    'no-reader': () => t('finding.noReader', { topic: list('topic'), writers: count('writers') }),
    'multiple-writers': () => t('finding.writers', { topic: list('topic'), writers: list('writers') }),
    'dead-letters-unread': () => t('finding.deadLetters', { topic: list('topic') }),
    choreography: () => t('finding.choreography', { services: list('services'), steps: count('steps') }),
    'saga-compensation': () =>
      t('finding.saga', {
        ...{ failure: list('failure'), by: list('by'), compensates: list('compensates') },
      }),
    cqrs: () => t('finding.cqrs', { state: list('state'), by: list('by'), from: list('from') }),
    outbox: () =>
      t(detail.bypassed === 'true' ? 'finding.bypassed' : 'finding.outbox', {
        ...{ topic: list('topic'), writers: list('writers') },
      }),
    'merge-suggested': () => t('finding.merge', { one: list('one'), other: list('other') }),
  }
  return sentences[rule]()
}
