import type { Message } from '@sluice/shared/messages'
import { fieldReader } from './field-cache.ts'
import { type FieldPath, fieldText } from './field-path.ts'
import { isLack } from './field-value.ts'

/** Messages that a new column's width and side are chosen by. */
export const SAMPLE_ROWS = 40
/** Of one character in a list. */
export const CHAR_REM = 0.455
const LEAST_REM = 5
const MOST_REM = 17

/** How a column of a path stands: as wide as most of its first values, numbers at the right. */
export function suitableLayout(
  path: FieldPath,
  rows: readonly Message[],
): { rem: number; align: 'start' | 'end' } {
  const values = rows.slice(0, SAMPLE_ROWS).map(fieldReader(path))
  const shown = values.filter(({ kind }) => !isLack(kind) && kind !== 'null')
  const lengths = shown
    .map(({ kind, text }) => (kind === 'time' ? 24 : textWidth(text)))
    .sort((a, b) => a - b)
  const most = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  const last = fieldText(path).split('.').at(-1) ?? ''
  const rem = Math.max(most, textWidth(last) + 2) * CHAR_REM + 1.2
  const numbers = shown.length > 0 && shown.every(({ kind }) => kind === 'number')
  return {
    rem: Math.round(Math.min(Math.max(rem, LEAST_REM), MOST_REM) * 4) / 4,
    align: numbers ? 'end' : 'start',
  }
}

/** In Latin letters: Hangul and Chinese characters are twice as wide. */
export function textWidth(text: string): number {
  const shown = text.slice(0, 80)
  return shown.length + (shown.match(/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)
}
