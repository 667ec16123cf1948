import type { Token } from './token.ts'

export interface MarkedToken extends Token {
  marked: boolean
}

interface Room {
  /** Characters that the cell shows on a small screen: a hit within them needs no other part. */
  sure: number
  /** Characters that no cell shows more than. */
  most: number
}

/** The line from a little before the first hit on, where that stands too far back to be seen. */
export function aroundHit(tokens: readonly Token[], pattern: RegExp, { sure, most }: Room): Token[] {
  const hit = lineOf(tokens).matchAll(pattern).next().value
  const lead = Math.floor(sure / 4)
  const far = hit !== undefined && hit.index + hit[0].length > sure && hit.index > lead
  if (!far) return slice(tokens, 0, most)
  return [{ kind: 'sign', text: '…' }, ...slice(tokens, hit.index - lead, hit.index - lead + most)]
}

/** Tokens cut where a hit begins and ends; a hit may reach over several of them. */
export function markedTokens(tokens: readonly Token[], pattern: RegExp | null): MarkedToken[] {
  if (pattern === null) return tokens.map((token) => ({ ...token, marked: false }))
  const marked: MarkedToken[] = []
  let from = 0
  for (const hit of lineOf(tokens).matchAll(pattern)) {
    const end = hit.index + hit[0].length
    marked.push(...slice(tokens, from, hit.index).map((token) => ({ ...token, marked: false })))
    marked.push(...slice(tokens, hit.index, end).map((token) => ({ ...token, marked: true })))
    from = end
  }
  const rest = slice(tokens, from, Number.POSITIVE_INFINITY)
  return [...marked, ...rest.map((token) => ({ ...token, marked: false }))]
}

function lineOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('')
}

/** The tokens of the characters `[from, to)`. */
function slice(tokens: readonly Token[], from: number, to: number): Token[] {
  const cut: Token[] = []
  let at = 0
  for (const { kind, text } of tokens) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (part !== '') cut.push({ kind, text: part })
    at += text.length
  }
  return cut
}
