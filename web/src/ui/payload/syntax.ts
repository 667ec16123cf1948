import type { JsonKind } from './json-nodes.ts'

/** Colours of the parts of JSON, quiet enough for a whole list of it and AA on every surface of either theme. */
export const SYNTAX_LOOK = {
  key: 'text-ink-muted',
  string: 'text-[oklch(0.44_0.085_155)] dark:text-[oklch(0.83_0.075_155)]',
  number: 'text-[oklch(0.45_0.12_262)] dark:text-[oklch(0.81_0.085_262)]',
  word: 'text-[oklch(0.46_0.12_320)] dark:text-[oklch(0.81_0.09_320)]',
  sign: 'text-ink-faint',
  text: 'text-ink',
} as const

export const KIND_LOOK: Record<JsonKind, string> = {
  object: SYNTAX_LOOK.sign,
  array: SYNTAX_LOOK.sign,
  string: SYNTAX_LOOK.string,
  number: SYNTAX_LOOK.number,
  true: SYNTAX_LOOK.word,
  false: SYNTAX_LOOK.word,
  null: SYNTAX_LOOK.word,
}
