import type { TextKey, Translate } from '#lib/i18n/dictionary.ts'
import type { FindChoice } from './complete-find.ts'
import type { FindFault } from './find-query.ts'

const FAULTS = {
  'unknown-field': 'seek.faultField',
  'unknown-value': 'seek.faultValue',
  'needs-value': 'seek.faultNeedsValue',
  'needs-number': 'seek.faultNeedsNumber',
  'needs-span': 'seek.faultNeedsSpan',
  'needs-comparison': 'seek.faultNeedsComparison',
  'no-order': 'seek.faultNoOrder',
  'unclosed-quote': 'seek.faultQuote',
  unclosed: 'seek.faultUnclosed',
  unexpected: 'seek.faultUnexpected',
  'too-long': 'seek.faultTooLong',
} as const satisfies Record<FindFault['code'], string>

/** What is wrong, and the likely slip. */
export function faultWords({ code, word, meant }: FindFault, t: Translate): string {
  const said = t(FAULTS[code], { word })
  return meant === null ? said : `${said} ${t('seek.meant', { word: meant })}`
}

type PlainKey = Extract<TextKey, `seek.field${string}` | `seek.flag${string}`>
const FIELDS: Partial<Record<string, PlainKey>> = {
  name: 'seek.fieldName',
  kind: 'seek.fieldKind',
  health: 'seek.fieldHealth',
  owner: 'seek.fieldOwner',
  state: 'seek.fieldState',
  type: 'seek.fieldType',
  lag: 'seek.fieldLag',
  lagtime: 'seek.fieldLagTime',
  members: 'seek.fieldMembers',
  rate: 'seek.fieldRate',
  partitions: 'seek.fieldPartitions',
  retention: 'seek.fieldRetention',
  writers: 'seek.fieldWriters',
  readers: 'seek.fieldReaders',
  sessions: 'seek.fieldSessions',
  producer: 'seek.fieldProducer',
  codec: 'seek.fieldCodec',
}
const FLAGS: Partial<Record<string, PlainKey>> = {
  idle: 'seek.flagIdle',
  internal: 'seek.flagInternal',
  anonymous: 'seek.flagAnonymous',
  compacted: 'seek.flagCompacted',
  trouble: 'seek.flagTrouble',
  attention: 'seek.flagAttention',
  unread: 'seek.flagUnread',
  unwritten: 'seek.flagUnwritten',
  retry: 'seek.flagRetry',
  'dead-letter': 'seek.flagDeadLetter',
}

/** What a word of the language asks for; nothing for a value. */
export function choiceWords({ kind, label }: FindChoice, t: Translate): string {
  const key = kind === 'field' ? FIELDS[label] : kind === 'flag' ? FLAGS[label] : undefined
  return key === undefined ? '' : t(key)
}
