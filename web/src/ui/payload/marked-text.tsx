import { visibleText } from './visible-text.ts'

export const MARK_LOOK = 'rounded-sm bg-attention-soft text-attention outline outline-attention/40'

interface MarkedTextProps {
  text: string
  /** A pattern with the `g` flag; null marks nothing. */
  pattern: RegExp | null
}

/** A text as it can safely be looked at, with what a search looks for marked. */
export function MarkedText({ text: given, pattern }: MarkedTextProps) {
  const text = visibleText(given)
  if (pattern === null) return text
  const parts = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) parts.push(text.slice(from, match.index))
    parts.push(
      <mark key={match.index} className={MARK_LOOK}>
        {match[0]}
      </mark>,
    )
    from = match.index + match[0].length
  }
  parts.push(text.slice(from))
  return <>{parts}</>
}
