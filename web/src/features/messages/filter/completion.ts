import type { Field, TopicFields } from '@sluice/shared/messages-cel'
import { CEL_FUNCTIONS, CEL_VARIABLES } from '@sluice/shared/messages-cel-words'
import { fieldText, stepText } from '../columns/field-path.ts'
import { celTokens } from './cel-tokens.ts'

/** Something that can be written at the caret. */
export interface Choice {
  kind: 'variable' | 'function' | 'field' | 'example'
  label: string
  insert: string
  /** Characters from the end of `insert` to where the caret goes. */
  back: number
  /** What is known of it: a type, or of a field the types, the share and a value. */
  field: Field | null
  detail: string
}

export interface Completion {
  /** Where the text that a choice replaces begins; it ends at the caret. */
  from: number
  choices: readonly Choice[]
}

const CHOICES_MAX = 50
const NONE: Completion = { from: 0, choices: [] }
/** A path up to the caret: its root, whole members, and the member being typed. */
const PATH =
  /(value|key|headers)((?:\.[\p{L}_][\p{L}\p{N}_]*|\["(?:[^"\\]|\\.)*"\])*)\.([\p{L}_]?[\p{L}\p{N}_]*)$/u
const WORD = /[\p{L}_][\p{L}\p{N}_]*$/u
/** A path that is being compared, up to the value being typed. */
const COMPARED =
  /((?:value|key|headers)(?:\.[\p{L}_][\p{L}\p{N}_]*|\["(?:[^"\\]|\\.)*"\])*)\s*[=!]=\s*("[^"]*|'[^']*|[\w.-]*)$/u

const METHODS = CEL_FUNCTIONS.filter(({ call }) => /^(text|list)\./.test(call))
const GLOBALS = CEL_FUNCTIONS.filter(({ call }) => !/^(text|list)\./.test(call))

/**
 * What can be written at the caret: members of the path that ends there, values that it had, or what begins a condition.
 * Nothing where the text may be meant as it is, since Enter then runs it; unless it is `asked` for.
 */
export function completionAt(
  source: string,
  caret: number,
  known: TopicFields | undefined,
  asked = false,
): Completion {
  const before = source.slice(0, caret)
  const fields = known?.fields ?? []
  const compared = COMPARED.exec(before)
  if (compared !== null) {
    const [, path = '', typed = ''] = compared
    const examples = examplesOf(fields, path, typed)
    // A number or word that is begun may be whole.
    if (examples.length > 0 && /^(?:$|["'])/.test(typed))
      return { from: caret - typed.length, choices: examples }
  }
  const token = celTokens(before).at(-1)
  if (token?.kind === 'text' || token?.kind === 'note' || token?.kind === 'number') return NONE
  const path = PATH.exec(before)
  if (path !== null) {
    const [, root = '', middle = '', typed = ''] = path
    return membersOf(fields, root + middle, typed, caret)
  }
  const typed = WORD.exec(before)?.[0] ?? ''
  if (token?.kind === 'word' || (typed === '' && !asked && !expectsMore(before))) return NONE
  return /\.\s*$/.test(before.slice(0, caret - typed.length))
    ? methods(typed, caret)
    : beginning(fields, typed, caret)
}

/** Behind an operator or an opening bracket something is still missing. */
function expectsMore(before: string): boolean {
  return /[&|(,!=<>+*/%?:-]\s*$/.test(before)
}

function examplesOf(fields: readonly Field[], path: string, typed: string): Choice[] {
  const field = fields.find((one) => textOf(one) === path)
  return (field?.examples ?? [])
    .filter((example) => example.startsWith(typed.replace(/^'/, '"')) && example !== typed)
    .map((example) => ({
      kind: 'example',
      label: example,
      insert: example,
      back: 0,
      field: null,
      detail: '',
    }))
}

function membersOf(fields: readonly Field[], path: string, typed: string, caret: number): Completion {
  const inside = fields.filter(({ root, members }) => {
    return members.length > 0 && fieldText({ root, steps: members.slice(0, -1) }) === path
  })
  const names = inside.map((field) => ({ ...choice('field', field.members.at(-1) ?? '', ''), field }))
  // Each replaces the dot as well: a name that is no plain word stands in brackets instead.
  const choices = ranked(names, typed).map((one) => ({ ...one, insert: stepText(one.label) }))
  return choices.length > 0 ? { from: caret - typed.length - 1, choices } : methods(typed, caret)
}

function methods(typed: string, caret: number): Completion {
  const choices = METHODS.map(({ name, call, gives }) => ({
    ...choice('function', name, `${name}()`),
    back: /\(\)$/.test(call) ? 0 : 1,
    detail: `${call} → ${gives}`,
  }))
  return { from: caret - typed.length, choices: ranked(choices, typed) }
}

function beginning(fields: readonly Field[], typed: string, caret: number): Completion {
  const variables = Object.entries(CEL_VARIABLES).map(([name, type]) => {
    return {
      ...choice('variable', name, name),
      detail: type.replace('google.protobuf.Timestamp', 'timestamp'),
    }
  })
  const functions = GLOBALS.map(({ name, call, gives }) => {
    return { ...choice('function', name, `${name}()`), back: 1, detail: `${call} → ${gives}` }
  })
  const paths = fields
    .filter(({ members }) => members.length > 0)
    .map((field) => ({ ...choice('field', textOf(field), textOf(field)), field }))
  const byName = paths.filter(
    ({ field }) => typed !== '' && field.members.at(-1)?.toLowerCase().includes(typed.toLowerCase()),
  )
  const choices = [...ranked(variables, typed), ...byName, ...ranked(functions, typed)]
  return { from: caret - typed.length, choices: choices.slice(0, CHOICES_MAX) }
}

function choice(kind: Choice['kind'], label: string, insert: string): Choice {
  return { kind, label, insert, back: 0, field: null, detail: '' }
}

/** What begins with the typed letters before what only holds them; nothing where one is written already. */
function ranked<T extends Choice>(choices: readonly T[], typed: string): T[] {
  if (choices.some(({ label }) => label === typed)) return []
  const low = typed.toLowerCase()
  const place = ({ label }: Choice) => label.toLowerCase().indexOf(low)
  return choices
    .filter((one) => place(one) !== -1)
    .sort((a, b) => Number(place(a) > 0) - Number(place(b) > 0))
    .slice(0, CHOICES_MAX)
}

export function textOf({ root, members }: Pick<Field, 'root' | 'members'>): string {
  return fieldText({ root, steps: members })
}
