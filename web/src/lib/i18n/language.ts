import type { Preferences } from '../preferences.ts'

export type Language = 'en' | 'ko'

/** The language to show: the one chosen, else the first of the reader's own that there is. */
export function resolveLanguage(
  preference: Preferences['language'],
  readerLanguages: readonly string[],
): Language {
  if (preference !== 'system') return preference
  for (const tag of readerLanguages) {
    const base = tag.toLowerCase().split('-')[0]
    if (base === 'en' || base === 'ko') return base
  }
  return 'en'
}
