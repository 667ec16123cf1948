import { describe, expect, it } from 'vitest'
import { createTranslate } from './dictionary.ts'
import { english } from './english.ts'
import { korean } from './korean.ts'

const leaves = (dictionary: object): [string, unknown][] =>
  Object.entries(dictionary).flatMap(([part, texts]) =>
    Object.entries(texts as object).map(([key, text]): [string, unknown] => [`${part}.${key}`, text]),
  )

/** Kafka's terms and names of formats, which Korean readers use as they are. */
const SHARED_WORDS = new Set(
  (
    'UTC JSON Hex UTF null metadata version broker rack controller leader voter observer lag cleanup partition part ' +
    'replica offset group tombstone producer epoch sequence batch now ' +
    'base cr lf classic consumer share streams'
  )
    .toLowerCase()
    .split(' '),
)

const isTranslatable = (text: string): boolean =>
  (text.toLowerCase().match(/[a-z]{2,}/g) ?? []).some((word) => !SHARED_WORDS.has(word))

describe('dictionaries', () => {
  it('have the same keys', () => {
    expect(
      leaves(korean)
        .map(([key]) => key)
        .sort(),
    ).toEqual(
      leaves(english)
        .map(([key]) => key)
        .sort(),
    )
  })

  it('leave no text empty', () => {
    const empty = [...leaves(english), ...leaves(korean)].filter(([, text]) => text === '')
    expect(empty).toEqual([])
  })

  it('leave no English sentence in Korean', () => {
    const spoken = new Map(leaves(english))
    const left = leaves(korean).filter(
      ([key, text]) => typeof text === 'string' && text === spoken.get(key) && isTranslatable(text),
    )
    expect(left).toEqual([])
  })
})

describe('createTranslate', () => {
  it('gives texts and sentences with their parameters', () => {
    const t = createTranslate(english)
    expect(t('topics.title')).toBe('Topics')
    expect(t('topics.count', { shown: '1', n: 1 })).toBe('1 topic')
    expect(t('topics.count', { shown: '12 000', n: 12000 })).toBe('12 000 topics')
    expect(createTranslate(korean)('topics.count', { shown: '3', n: 3 })).toBe('토픽 3개')
  })
})
