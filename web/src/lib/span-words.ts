import type { Language } from './i18n/language.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const UNITS = [
  { unit: 'day', ms: DAY },
  { unit: 'hour', ms: HOUR },
  { unit: 'minute', ms: MINUTE },
  { unit: 'second', ms: SECOND },
] as const
type Unit = (typeof UNITS)[number]['unit']

/** Signs and not words: they stand in columns, under one another. */
const SIGNS: Record<Language, Record<Unit, string>> = {
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
  ko: { day: '일', hour: '시간', minute: '분', second: '초' },
}

/** A length of time in its two largest units, cut and never rounded up: `4 min 12 s`, `3일 2시간`. */
export function spanWords(ms: number, language: Language): string {
  const length = Math.max(0, ms)
  const at = UNITS.findIndex((unit) => length >= unit.ms)
  const large = UNITS[at]
  if (large === undefined) return part(0, 'second', language)
  const count = Math.floor(length / large.ms)
  const small = UNITS[at + 1]
  // Beside ten days, hours say nothing that anyone acts on.
  const rest =
    small === undefined || (large.unit === 'day' && count >= 10)
      ? 0
      : Math.floor((length % large.ms) / small.ms)
  const head = part(count, large.unit, language)
  return small === undefined || rest === 0 ? head : `${head} ${part(rest, small.unit, language)}`
}

/** A range of lengths; one length where both read alike. The upper end is never cut below what it is. */
export function spanRange(lowMs: number | null, highMs: number | null, language: Language): string {
  const low = coarse(lowMs ?? 0, 'floor', language)
  if (highMs === null) return `≥ ${low.text}`
  const high = coarse(highMs, 'ceil', language)
  if (low.text === high.text) return high.text
  if (lowMs === null) return `≤ ${high.text}`
  return low.unit === high.unit ? `${low.count}–${high.text}` : `${low.text} – ${high.text}`
}

/** A length of time in one unit, where there is little room; cut, never rounded up. */
export function spanShort(ms: number, language: Language): string {
  return coarse(ms, 'floor', language).text
}

/** In one unit, so that a range stays short. */
function coarse(ms: number, round: 'floor' | 'ceil', language: Language) {
  const length = Math.max(0, ms)
  // Up to two of a unit, the next smaller one says it better: 90 min rather than 1 h.
  const large = UNITS.find((unit) => length >= 2 * unit.ms) ?? { unit: 'second' as const, ms: SECOND }
  const count = Math[round](length / large.ms)
  return { count, unit: large.unit, text: part(count, large.unit, language) }
}

function part(count: number, unit: Unit, language: Language): string {
  return `${count}${SIGNS[language][unit].replace(' ', '\u202f')}`
}
