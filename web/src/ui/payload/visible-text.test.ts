import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it('shows what would turn the writing round, and control characters', () => {
    expect(visibleText('and \u202egnp.exe')).toBe('and ⟨U+202E⟩gnp.exe')
    expect(visibleText('a\u0000b\u007f\u0085')).toBe('a␀b␡␦')
  })

  it('leaves tabs, line breaks and every letter alone', () => {
    const text = 'a\tb\r\n책 📚 עברית'
    expect(visibleText(text)).toBe(text)
  })
})
