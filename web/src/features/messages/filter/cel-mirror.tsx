import { memo } from 'react'
import { classNames } from '#lib/class-names.ts'
import { SYNTAX_LOOK } from '#ui/payload/syntax.ts'
import { type CelKind, type CelToken, celTokens } from './cel-tokens.ts'

/** A stretch to underline. */
export interface CelMark {
  start: number
  end: number
  tone: 'trouble' | 'attention'
}

const LOOK: Record<CelKind, string> = {
  space: '',
  note: SYNTAX_LOOK.sign,
  text: SYNTAX_LOOK.string,
  number: SYNTAX_LOOK.number,
  word: SYNTAX_LOOK.word,
  variable: 'text-accent',
  function: SYNTAX_LOOK.word,
  member: SYNTAX_LOOK.text,
  name: SYNTAX_LOOK.text,
  sign: SYNTAX_LOOK.key,
}
const UNDERLINE = {
  trouble: 'underline decoration-trouble decoration-wavy underline-offset-4 [text-decoration-skip-ink:none]',
  attention:
    'underline decoration-attention decoration-wavy underline-offset-4 [text-decoration-skip-ink:none]',
}

/** The expression in colours, to lie behind the field that it is typed into. */
export const CelMirror = memo(function CelMirror({ text, mark }: { text: string; mark: CelMark | null }) {
  return (
    <>
      {celTokens(text)
        .flatMap((token) => cut(token, mark))
        .map(({ kind, start, end }) => (
          <span
            key={start}
            className={classNames(LOOK[kind], covers(mark, start, end) && UNDERLINE[mark.tone])}
          >
            {text.slice(start, end)}
          </span>
        ))}
      {/* What is missing at the end has no letter to underline. A last line that is empty needs one to be there. */}
      <span className={mark !== null && mark.start >= text.length ? UNDERLINE[mark.tone] : ''}>
        {'\u00a0\u00a0'}
      </span>
    </>
  )
})

/** A token in as many parts as the mark's ends make of it. */
function cut({ kind, start, end }: CelToken, mark: CelMark | null): CelToken[] {
  const inside = [mark?.start ?? start, mark?.end ?? end].filter((at) => at > start && at < end)
  const ends = [start, ...inside, end]
  return ends.slice(1).flatMap((to, at) => {
    const from = ends[at] ?? start
    return to > from ? [{ kind, start: from, end: to }] : []
  })
}

function covers(mark: CelMark | null, start: number, end: number): mark is CelMark {
  if (mark === null) return false
  return start >= mark.start && end <= Math.max(mark.end, mark.start + 1)
}
