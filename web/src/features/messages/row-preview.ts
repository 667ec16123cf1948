import type { Payload } from '@sluice/shared/messages'
import { hexDigits } from '#ui/payload/hex.ts'
import { scanJson } from '#ui/payload/json-scan.ts'
import { payloadBytes } from '#ui/payload/payload-bytes.ts'
import { controlPicture } from '#ui/payload/visible-text.ts'
import { aroundHit } from './marked-tokens.ts'
import type { Token } from './token.ts'

/** What one cell of a list shows of a payload. */
export type Preview =
  | { kind: 'null' }
  | { kind: 'empty' }
  | { kind: 'bytes'; hex: string; size: number }
  | { kind: 'json' | 'text'; tokens: Token[] }

/** What a search looks for in a cell, and how many characters that cell shows even on a small screen. */
export interface Sought {
  pattern: RegExp
  sure: number
}

/** Characters a cell shows: more than fit on a wide screen. */
const SHOWN_CHARS = 240
const SHOWN_BYTES = 24

/**
 * A payload on one line: JSON without its white space, text with its control characters made visible, bytes in hex.
 * Of what a search has found it is the part around the first hit, where that does not stand at the beginning.
 */
export function previewOf(payload: Payload | null, sought: Sought | null = null): Preview {
  if (payload === null) return { kind: 'null' }
  if (payload.size === 0) return { kind: 'empty' }
  if (payload.encoding === 'base64') {
    return { kind: 'bytes', hex: hexDigits(payloadBytes(payload), SHOWN_BYTES), size: payload.size }
  }
  const most = sought === null ? SHOWN_CHARS : payload.data.length
  const json = jsonTokens(payload.data, most)
  const tokens: Token[] = json ?? [{ kind: 'text', text: oneLine(payload.data.slice(0, most)) }]
  return {
    kind: json === null ? 'text' : 'json',
    tokens:
      sought === null ? tokens : aroundHit(tokens, sought.pattern, { sure: sought.sure, most: SHOWN_CHARS }),
  }
}

/** The line as plain characters. */
export function previewText(preview: Preview): string {
  if (preview.kind === 'bytes') return preview.hex
  return 'tokens' in preview ? preview.tokens.map((token) => token.text).join('') : ''
}

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings hold none unescaped, so a token ends there
  /[ \t\r\n]*(?:("(?:[^"\\\u0000-\u001f]|\\.)*"?)[ \t\r\n]*(:?)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([{}[\],]))/y

/** The first `most` characters of JSON as tokens; null where the text is none. What stands behind is not looked at. */
function jsonTokens(text: string, most: number): Token[] | null {
  if (!/^[ \t\r\n]*[[{"\d-]|^[ \t\r\n]*(?:true|false|null)[ \t\r\n]*$/.test(text)) return null
  const structured = /^[ \t\r\n]*[[{]/.test(text)
  const tokens: Token[] = []
  let shown = 0
  TOKEN.lastIndex = 0
  while (shown < most && TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null) {
      if (text.slice(from).trim() === '') break
      return null
    }
    const [, string, colon, number, word, sign] = match
    const token = tokenOf(most, string, colon, number, word, sign)
    add(tokens, token)
    if (colon) add(tokens, { kind: 'sign', text: ':' })
    shown += token.text.length
    // A lone scalar is JSON only where nothing follows it: "12 apples" is text.
    if (!structured && text.slice(TOKEN.lastIndex).trim() !== '') return null
  }
  return tokens
}

/** Neighbours of one kind are drawn as one: a list has thousands of them. */
function add(tokens: Token[], token: Token): void {
  const last = tokens.at(-1)
  if (last?.kind === token.kind) last.text += token.text
  else tokens.push(token)
}

function tokenOf(
  most: number,
  string?: string,
  colon?: string,
  number?: string,
  word?: string,
  sign?: string,
): Token {
  if (string !== undefined)
    return { kind: colon ? 'key' : 'string', text: oneLine(resolved(string).slice(0, most)) }
  if (number !== undefined) return { kind: 'number', text: number }
  return word === undefined ? { kind: 'sign', text: sign ?? '' } : { kind: 'word', text: word }
}

/** A whole string with its `\\u` escapes as the letters they name. */
function resolved(string: string): string {
  if (!string.includes('\\u') || !scanJson(string).ok) return string
  return JSON.stringify(JSON.parse(string))
}

/** Control characters as their pictures, and the marks that turn the direction of writing as a sign that one is there. */
export function oneLine(text: string): string {
  return text
    .replace(/\r?\n/g, '⏎')
    .replace(/\p{Cc}/gu, controlPicture)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\u2426')
}
