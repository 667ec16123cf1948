import type { Find, FindPart } from '@sluice/shared/messages-find'
import { formsOf } from '@sluice/shared/messages-forms'

/** JSON's short escapes by the character they stand for. */
const SHORT: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
}

/** Finds in a shown text what the server found: unless bytes were asked for, escaped by JSON and in forms that look alike too. */
export function findPattern({ text, exactCase, bytes }: Find): RegExp {
  const source = bytes ? literal(text) : formsOf(text).map(readably).join('|')
  return new RegExp(source, exactCase ? 'g' : 'gi')
}

function readably(text: string): string {
  return Array.from({ length: text.length }, (_, at) => unit(text, at)).join('')
}

/** The pattern of a part of the message; null where that part is not searched. */
export function patternOf(find: Find | null, part: FindPart): RegExp | null {
  return find?.in.includes(part) ? findPattern(find) : null
}

/** One UTF-16 unit, as it is or as JSON may escape it. */
function unit(text: string, at: number): string {
  const char = text.charAt(at)
  const code = text.charCodeAt(at).toString(16).padStart(4, '0')
  const hex = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
  const short = SHORT[char]
  const forms = [`\\\\u${hex}`, ...(short === undefined ? [] : [literal(`\\${short}`)]), literal(char)]
  return `(?:${forms.join('|')})`
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
