import { META_FIELDS } from '@sluice/shared/messages-fields'

export type MetaField = (typeof META_FIELDS)[number]
type FieldRoot = MetaField | 'key' | 'value' | 'headers'

/**
 * A place in a message: a JSON path of its key or value, one of its headers, or a piece of metadata. No steps is the
 * whole key, the whole value, or all headers.
 */
export interface FieldPath {
  readonly root: FieldRoot
  /** Names of entries and numbers of items, from the outside in. */
  readonly steps: readonly (string | number)[]
}

/** Characters of a written path. */
const PATH_MAX = 2000
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
const ROOT = /\$|[A-Za-z]+/y
const STEP =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings hold none unescaped
  /\.([\p{L}_][\p{L}\p{N}_]*)|\[(0|[1-9]\d{0,8})\]|\[("(?:[^"\\\u0000-\u001f]|\\.)*")\]|\['([^'"\\]*)'\]/uy

/**
 * The one written form of a path: `value.order.items[0].price`, `value["a.b"]`, `headers["trace-id"]`. Names that are
 * no plain ASCII word stand in quotes, so that the text is also an expression of CEL.
 */
export function fieldText({ root, steps }: FieldPath): string {
  return root + steps.map(stepText).join('')
}

export function stepText(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`
  return PLAIN_NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
}

/** Reads a written path; also takes unquoted letters of any script, single quotes, and `$` for the value. Null: no path. */
export function parseField(text: string): FieldPath | null {
  if (text.length > PATH_MAX) return null
  ROOT.lastIndex = 0
  const root = rootOf(ROOT.exec(text)?.[0])
  if (root === null) return null
  const steps: (string | number)[] = []
  STEP.lastIndex = ROOT.lastIndex
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text)
    if (match === null) return null
    const [, name, ordinal, quoted, single] = match
    const step = ordinal === undefined ? (name ?? single ?? unquoted(quoted)) : Number(ordinal)
    if (step === null) return null
    steps.push(step)
  }
  const path = { root, steps }
  return isMeaningful(path) ? path : null
}

function unquoted(quoted: string | undefined): string | null {
  try {
    const text: unknown = JSON.parse(quoted ?? '')
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}

function rootOf(word: string | undefined): FieldRoot | null {
  if (word === '$') return 'value'
  if (word === 'key' || word === 'value' || word === 'headers') return word
  return META_FIELDS.find((name) => name === word) ?? null
}

function isMeaningful({ root, steps }: FieldPath): boolean {
  if (root === 'key' || root === 'value') return true
  if (root === 'headers') return steps.length === 0 || (steps.length === 1 && typeof steps[0] === 'string')
  return steps.length === 0
}
