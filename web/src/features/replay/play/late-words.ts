import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { spanWords } from '#lib/span-words.ts'

/** How late an event is; what is less than a second in milliseconds, never "0 s". */
export function lateWords(ms: number, language: Language, t: Translate): string {
  const span = ms < 1000 ? `${Math.ceil(ms)}\u202fms` : spanWords(ms, language)
  return t('play.late', { span })
}
