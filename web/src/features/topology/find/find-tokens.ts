/** A part of a query with its place in the text. */
export interface FindToken {
  kind: 'word' | 'quoted' | 'operator' | 'not' | 'open' | 'close'
  text: string
  from: number
  to: number
  /** A quoted text that is not closed. */
  unclosed?: boolean
}

const OPERATOR = /^(?:!=|>=|<=|[:=~<>])/
const WORD = /^[^\s()"':=~<>!]+/

/** Never fails: what cannot be read is a word. */
export function findTokens(source: string): FindToken[] {
  const tokens: FindToken[] = []
  let at = 0
  while (at < source.length) {
    const rest = source.slice(at)
    const space = /^\s+/.exec(rest)?.[0].length ?? 0
    if (space > 0) {
      at += space
      continue
    }
    const token = tokenAt(rest, at)
    tokens.push(token)
    at = token.to
  }
  return tokens
}

function tokenAt(rest: string, from: number): FindToken {
  const first = rest.charAt(0)
  const make = (kind: FindToken['kind'], length: number, text = rest.slice(0, length)): FindToken => ({
    kind,
    text,
    from,
    to: from + length,
  })
  if (first === '(') return make('open', 1)
  if (first === ')') return make('close', 1)
  if (first === '"' || first === "'") return quoted(rest, from, first)
  const operator = OPERATOR.exec(rest)?.[0]
  if (operator !== undefined) return make('operator', operator.length)
  if (first === '!') return make('not', 1)
  return make('word', WORD.exec(rest)?.[0].length ?? 1)
}

function quoted(rest: string, from: number, sign: string): FindToken {
  let text = ''
  for (let at = 1; at < rest.length; at += 1) {
    const letter = rest.charAt(at)
    if (letter === sign) return { kind: 'quoted', text, from, to: from + at + 1 }
    if (letter === '\\' && at + 1 < rest.length) {
      at += 1
      text += rest.charAt(at)
    } else text += letter
  }
  return { kind: 'quoted', text, from, to: from + rest.length, unclosed: true }
}
