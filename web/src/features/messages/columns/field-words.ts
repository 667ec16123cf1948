import type { Translate } from '#lib/i18n/dictionary.ts'
import { type FieldPath, fieldText, parseField, stepText } from './field-path.ts'
import type { FieldValue, Lack, ValueKind } from './field-value.ts'

/** What a column is called: metadata in the reader's language, everything else as its path. */
export function fieldName(path: FieldPath, t: Translate): string {
  return path.steps.length === 0 ? t(`columns.${path.root}`) : fieldText(path)
}

export function fieldNameOf(field: string, t: Translate): string {
  const path = parseField(field)
  return path === null ? field : fieldName(path, t)
}

/** A path in two parts, of which the second says most: `value.order.` and `id`. */
export function fieldParts(path: FieldPath): { lead: string; last: string } {
  const last = path.steps.at(-1)
  if (last === undefined) return { lead: '', last: path.root }
  const text = stepText(last)
  const lead = fieldText({ root: path.root, steps: path.steps.slice(0, -1) })
  return text.startsWith('.') ? { lead: `${lead}.`, last: text.slice(1) } : { lead, last: text }
}

export function kindName(kind: ValueKind, t: Translate): string {
  switch (kind) {
    case 'string':
      return t('columns.kindString')
    case 'number':
      return t('columns.kindNumber')
    case 'boolean':
      return t('columns.kindBoolean')
    case 'null':
      return t('columns.kindNull')
    case 'object':
      return t('columns.kindObject')
    case 'array':
      return t('columns.kindArray')
    case 'bytes':
      return t('columns.kindBytes')
    case 'time':
      return t('columns.kindTime')
  }
}

/** Why there is no value, short and at length. */
export function lackWords(lack: Lack, t: Translate): { name: string; why: string } {
  switch (lack) {
    case 'absent':
      return { name: t('columns.absent'), why: t('columns.absentTip') }
    case 'beyond':
      return { name: t('columns.beyond'), why: t('columns.beyondTip') }
    case 'no-json':
      return { name: t('columns.noJson'), why: t('columns.noJsonTip') }
    case 'no-payload':
      return { name: t('columns.noPayload'), why: t('columns.noPayloadTip') }
  }
}

/** A value on one line, cut where nobody reads on. */
export function shortValue({ kind, text }: FieldValue, most = 120): string {
  const shown = kind === 'string' ? JSON.stringify(text) : text
  return shown.length > most ? `${shown.slice(0, most)} …` : shown
}
