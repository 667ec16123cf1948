export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'sign' | 'text'

/** A piece of a line in one colour. */
export interface Token {
  kind: TokenKind
  text: string
}
