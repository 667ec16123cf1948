import type { IdentityRule } from '@sluice/shared/topology-identity'
import type { TextKey, Translate } from '#lib/i18n/dictionary.ts'
import { entityWords } from '../why/evidence-words.ts'

/** A rule as a sentence. */
export function ruleWords(rule: IdentityRule, t: Translate): string {
  const called = (id: string) => Object.values(entityWords(id, t)).join(' ')
  switch (rule.kind) {
    case 'rename':
      return t('who.ruleRename', { entity: called(rule.entity), name: rule.name })
    case 'merge':
      return t('who.ruleMerge', { entities: rule.entities.map(called).join(', '), name: rule.name })
    case 'split':
      return t('who.ruleSplit', { entity: called(rule.entity) })
    case 'owner':
      return t('who.ruleOwner', { match: rule.match, owner: rule.owner })
    case 'header':
      return t(rule.meaning === 'service' ? 'who.ruleHeader' : 'who.ruleHeaderNot', { header: rule.header })
  }
}

type ConventionKey = Extract<TextKey, `who.by${string}`>
const CONVENTIONS: Partial<Record<string, ConventionKey>> = {
  'transactional-commits': 'who.byCommits',
  streams: 'who.byStreams',
  'same-name-in-headers': 'who.bySameName',
  'transactional-id': 'who.byTransactionalId',
  'transactional-id-stem': 'who.byStem',
  header: 'who.byHeader',
  'name-of-claim': 'who.byClaim',
  'name-of-group': 'who.byGroup',
  'plain-by-header': 'who.byPlain',
  'same-work': 'who.bySameWork',
}

/** What holds without any rule, in the reader's language where it is a convention that the page knows. */
export function conventionWords({ id, what }: { id: string; what: string }, t: Translate): string {
  const key = CONVENTIONS[id]
  return key === undefined ? what : t(key)
}
