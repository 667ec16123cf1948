import { META_FIELDS } from '@sluice/shared/messages-fields'
import { type FieldPath, fieldText } from '../columns/field-path.ts'
import type { ObservedField } from './field-tally.ts'

/** A field to choose: one that loaded messages have, or one that every message has. */
export type FieldChoice = Pick<ObservedField, 'path'> & Partial<ObservedField>

export interface FieldGroup {
  id: 'value' | 'key' | 'headers' | 'meta'
  fields: FieldChoice[]
}

const EVERYWHERE: readonly FieldPath['root'][] = ['key', 'value', 'headers', ...META_FIELDS]

/** All fields in groups; with words, those whose path holds each of them. */
export function fieldGroups(observed: readonly ObservedField[], words: string): FieldGroup[] {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean)
  const holds = ({ path }: FieldChoice) => {
    const text = fieldText(path).toLowerCase()
    return sought.every((word) => text.includes(word))
  }
  const of = (root: FieldPath['root']) => observed.filter(({ path }) => path.root === root)
  const groups: FieldGroup[] = [
    { id: 'value', fields: of('value') },
    { id: 'key', fields: of('key') },
    { id: 'headers', fields: of('headers') },
    { id: 'meta', fields: EVERYWHERE.map((root) => ({ path: { root, steps: [] } })) },
  ]
  return groups
    .map(({ id, fields }) => ({ id, fields: fields.filter(holds) }))
    .filter(({ fields }) => fields.length > 0)
}
