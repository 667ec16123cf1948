import type { Message } from '@sluice/shared/messages'
import type { FieldPath } from './field-path.ts'
import { fieldText, parseField } from './field-path.ts'
import { type FieldValue, readField } from './field-value.ts'

/** What was read, by path; the values go with their messages. */
const read = new Map<string, WeakMap<Message, FieldValue>>()
/** Paths kept: more than the columns of a list and its sort. */
const PATHS_MAX = 200

/** Reads one path of many messages, each once. */
export function fieldReader(path: FieldPath): (message: Message) => FieldValue {
  const text = fieldText(path)
  const values = read.get(text) ?? new WeakMap<Message, FieldValue>()
  if (!read.has(text) && read.size >= PATHS_MAX) read.clear()
  read.set(text, values)
  return (message) => {
    const known = values.get(message)
    if (known !== undefined) return known
    const value = readField(message, path)
    values.set(message, value)
    return value
  }
}

/** The same by the written form of a path; every column has one. */
export function fieldReaderOf(field: string): (message: Message) => FieldValue {
  return fieldReader(parseField(field) ?? { root: 'value', steps: [] })
}
