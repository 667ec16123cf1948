import { type FieldPath, fieldText } from './field-path.ts'
import type { FieldValue } from './field-value.ts'

/** Metadata that a filter knows by name. */
const FILTERED_META = new Set(['timestamp', 'partition', 'offset', 'size', 'topic', 'headers'])
const INT64_MAX = 9_223_372_036_854_775_807n
/** Digits that a 64-bit float keeps of any decimal. */
const EXACT_DIGITS = 15

/** The filter that finds the messages with this value at this path; null where no expression says exactly that. */
export function conditionOf(path: FieldPath, value: FieldValue, exclude = false): string | null {
  if (path.root !== 'key' && path.root !== 'value' && !FILTERED_META.has(path.root)) return null
  if (path.root === 'headers' && path.steps.length === 0) return null
  const literal = literalOf(value)
  return literal && `${fieldText(path)} ${exclude ? '!=' : '=='} ${literal}`
}

/** The filter with one more condition; one that it demands already is not added again. */
export function withCondition(filter: string | null, condition: string): string {
  if (filter === null || filter.trim() === '') return condition
  if (filter.split(' && ').includes(condition)) return filter
  return /\|\||\?/.test(filter) ? `(${filter}) && ${condition}` : `${filter} && ${condition}`
}

function literalOf({ kind, text }: FieldValue): string | null {
  switch (kind) {
    case 'string':
      return text.isWellFormed() ? JSON.stringify(text) : null
    case 'number':
      return numberLiteral(text)
    case 'boolean':
    case 'null':
      return text
    case 'time':
      return timeLiteral(text)
    default:
      return null
  }
}

function numberLiteral(text: string): string | null {
  if (/^-?\d+$/.test(text)) {
    const whole = BigInt(text)
    return whole <= INT64_MAX && whole >= -INT64_MAX ? whole.toString() : null
  }
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
  const value = Number(text)
  if (!Number.isFinite(value) || digits.length > EXACT_DIGITS) return null
  const written = String(value)
  return /[.e]/.test(written) ? written : `${written}.0`
}

function timeLiteral(text: string): string | null {
  const ms = Number(text)
  if (!Number.isSafeInteger(ms) || Math.abs(ms) > 8.64e15) return null
  return `timestamp(${JSON.stringify(new Date(ms).toISOString())})`
}
