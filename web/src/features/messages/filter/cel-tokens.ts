import { CEL_VARIABLES } from '@sluice/shared/messages-cel-words'

export type CelKind =
  | 'space'
  | 'note'
  | 'text'
  | 'number'
  | 'word'
  | 'variable'
  | 'function'
  | 'member'
  | 'name'
  | 'sign'

export interface CelToken {
  kind: CelKind
  start: number
  end: number
}

const PARTS: [CelKind, RegExp][] = [
  ['space', /\s+/y],
  ['note', /\/\/.*/y],
  // A text that is not closed yet ends with its line, so that what is typed after it keeps its colours.
  [
    'text',
    /[bBrR]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)/y,
  ],
  ['number', /\d[\d.]*(?:[eE][+-]?\d+)?[uU]?/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['sign', /[\s\S]/uy],
]
const WORDS = new Set(['true', 'false', 'null', 'in'])

/** Cuts an expression into what its highlighting tells apart. Takes any text; every character is in one token. */
export function celTokens(source: string): CelToken[] {
  const tokens: CelToken[] = []
  for (let at = 0; at < source.length; ) {
    for (const [kind, pattern] of PARTS) {
      pattern.lastIndex = at
      const found = pattern.exec(source)?.[0]
      if (!found) continue
      const end = at + found.length
      tokens.push({ kind: kind === 'name' ? nameKind(source, at, end) : kind, start: at, end })
      at = end
      break
    }
  }
  return tokens
}

function nameKind(source: string, start: number, end: number): CelKind {
  const name = source.slice(start, end)
  if (/^\s*\(/.test(source.slice(end))) return 'function'
  if (/\.\s*$/.test(source.slice(0, start))) return 'member'
  if (WORDS.has(name)) return 'word'
  return Object.hasOwn(CEL_VARIABLES, name) ? 'variable' : 'name'
}
