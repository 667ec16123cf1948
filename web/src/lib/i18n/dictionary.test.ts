import { describe, expect, it } from 'vitest'
import { createTranslate, english } from './dictionary.ts'
import { korean } from './korean.ts'

const leaves = (dictionary: object): [string, unknown][] =>
  Object.entries(dictionary).flatMap(([part, texts]) =>
    Object.entries(texts as object).map(([key, text]): [string, unknown] => [`${part}.${key}`, text]),
  )

/** Words and signs that are the same in both languages: product names, Kafka's terms, file names. */
const SAME_IN_BOTH = /^[\s\d.:·–—…()/*#?=×+-]*([A-Za-z][\w.:–() /-]*)?$/

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
      ([key, text]) =>
        typeof text === 'string' &&
        text === spoken.get(key) &&
        (text.split(' ').length > 3 || !SAME_IN_BOTH.test(text)),
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
