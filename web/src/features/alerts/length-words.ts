import { lengthParts } from '@sluice/shared/groups-sentence'
import type { Language } from '#lib/i18n/language.ts'

const SIGNS = {
  en: { d: '\u202fd', h: '\u202fh', min: '\u202fmin', s: '\u202fs' },
  ko: { d: '일', h: '시간', min: '분', s: '초' },
} as const

/** A length of time in its largest unit, and the next one where that tells something: `4 min`, `3시간 20분`. */
export function lengthWords(ms: number, language: Language): string {
  const parts = lengthParts(ms)
  if (parts.length === 0) return `0${SIGNS[language].s}`
  return parts.map(({ count, unit }) => `${count}${SIGNS[language][unit]}`).join(' ')
}
