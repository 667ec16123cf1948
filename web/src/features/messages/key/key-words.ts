import type { KeyLookup, Partitioner } from '@sluice/shared/messages-key'
import type { KeyFind } from '@sluice/shared/messages-key-find'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'

export function wordKey({ form, text }: KeyFind, t: Translate): string {
  if (form === 'empty') return t('lookup.fieldEmpty')
  return form === 'null' ? t('lookup.fieldNull') : text
}

/** Whose producers use which hash unless told otherwise; names are the same in every language. */
const USERS: Record<Partitioner, string> = { murmur2: 'Java, kafkajs', crc32: 'librdkafka', fnv1a: 'sarama' }

/** `murmur2: Java, kafkajs` */
const wordHashes = (names: Iterable<Partitioner>): string =>
  [...names].map((name) => `${name}: ${USERS[name]}`).join('; ')

/** `1 (murmur2: Java, kafkajs)` */
const wordChoices = (choices: KeyLookup['partitions']): string[] =>
  choices.map(({ partition, by }) => `${partition} (${wordHashes(by)})`)

/** Of several topics the partitions come first: whose hashes they follow is the same for all of them. */
function wordTopics({ partitions, of, all }: KeyLookup, t: Translate): string {
  const told = {
    count: partitions.length,
    list: [...Map.groupBy(partitions, ({ topic }) => topic)]
      .map(([topic, chosen]) => `${topic} ${chosen.map(({ partition }) => partition).join(', ')}`)
      .join('; '),
    of,
    hashes: wordHashes(new Set(partitions.flatMap(({ by }) => by))),
  }
  return all ? t('across.keyAll', told) : t('across.keyLikely', told)
}

/** Where the key is looked for, and why there. Chosen partitions narrow the likely ones. */
export function lookupWords(
  lookup: KeyLookup,
  chosen: readonly number[] | null,
  { t, language }: { t: Translate; language: Language },
): string {
  const { partitions, of, all } = lookup
  const where = chosen === null ? t('lookup.whereAll', { of }) : t('lookup.whereChosen')
  if (partitions.length === 0) return t('lookup.untold', { where })
  if (new Set(partitions.map(({ topic }) => topic)).size > 1) return wordTopics(lookup, t)
  const either = new Intl.ListFormat(language, { type: 'disjunction' }).format(wordChoices(partitions))
  if (all) return t('lookup.all', { where, list: either })
  const read = partitions.filter(({ partition }) => chosen === null || chosen.includes(partition))
  if (read.length === 0) return t('lookup.likelyOutside', { list: either })
  const each = new Intl.ListFormat(language, { type: 'conjunction' }).format(wordChoices(read))
  return t('lookup.likely', { count: read.length, list: each, of })
}
