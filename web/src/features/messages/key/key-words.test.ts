import type { KeyLookup } from '@sluice/shared/messages-key'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { korean } from '#lib/i18n/korean.ts'
import { lookupWords } from './key-words.ts'

const en = { t: createTranslate(english), language: 'en' as const }
const ko = { t: createTranslate(korean), language: 'ko' as const }
const at = (partition: number, ...by: KeyLookup['partitions'][number]['by']) => ({
  topic: 't',
  partition,
  by,
})
const likely: KeyLookup = {
  partitions: [at(3, 'murmur2'), at(5, 'crc32', 'fnv1a')],
  of: 6,
  all: false,
}

describe('where a key is looked for, in words', () => {
  it('names the likely partitions and who would write there, in both languages', () => {
    expect(lookupWords(likely, null, en)).toBe(
      'Key looked up in partitions 3 (murmur2: Java, kafkajs) and 5 (crc32: librdkafka; fnv1a: sarama) of 6',
    )
    expect(lookupWords(likely, null, ko)).toBe(
      '키를 찾은 곳: partition 3 (murmur2: Java, kafkajs) 및 5 (crc32: librdkafka; fnv1a: sarama) (전체 6개)',
    )
  })

  it('names of the likely ones only those that were chosen, and says where none was', () => {
    expect(lookupWords(likely, [1, 5], en)).toMatch(/^Key looked up in partition 5 \(crc32/)
    expect(lookupWords(likely, [1], en)).toMatch(/^Looked up nowhere: .* 3 \(murmur2: Java, kafkajs\) or 5 /)
  })

  it('says where it belongs although all are read, and that nothing tells of a key without bytes', () => {
    expect(lookupWords({ ...likely, all: true }, null, en)).toMatch(
      /in all 6 partitions; producers put it into partition 3 .* or 5 /,
    )
    expect(lookupWords({ ...likely, all: true }, [1], en)).toMatch(
      /in every partition chosen; producers put it into partition 3/,
    )
    expect(lookupWords({ partitions: [], of: 6, all: true }, null, en)).toBe(
      'Looked up in all 6 partitions: producers may put an empty or absent key anywhere',
    )
  })

  it('says it once whose hashes it follows where it names partitions of several topics', () => {
    const several = {
      ...likely,
      partitions: [at(3, 'murmur2'), { ...at(0, 'crc32', 'murmur2'), topic: 'u' }],
    }
    expect(lookupWords(several, null, en)).toBe(
      'Key looked up in 2 partitions of 6: t 3; u 0 (murmur2: Java, kafkajs; crc32: librdkafka)',
    )
    expect(lookupWords({ ...several, all: true }, null, en)).toMatch(
      /^Key looked up in all 6 partitions; .* t 3; u 0 /,
    )
    expect(lookupWords(several, null, ko)).toContain('partition 2개(전체 6개): t 3; u 0')
  })
})
