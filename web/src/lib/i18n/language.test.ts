import { describe, expect, it } from 'vitest'
import { resolveLanguage } from './language.ts'

describe('resolveLanguage', () => {
  it('takes the chosen language over the reader’s own', () => {
    expect(resolveLanguage('en', ['ko-KR'])).toBe('en')
  })

  it('takes the first of the reader’s languages that there is', () => {
    expect(resolveLanguage('system', ['fr-FR', 'ko-KR', 'en'])).toBe('ko')
    expect(resolveLanguage('system', ['EN-gb', 'ko'])).toBe('en')
  })

  it('is English when none of them is there', () => {
    expect(resolveLanguage('system', ['fr'])).toBe('en')
    expect(resolveLanguage('system', [])).toBe('en')
  })
})
