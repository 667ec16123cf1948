import { StateMark } from '#ui/state-mark.tsx'
import type { MoveSentence } from './move-words.ts'

/** Sentences with their marks, worst first as they come. */
export function MoveSentences({ sentences }: { sentences: readonly MoveSentence[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {sentences.map(({ id, tone, text, names }) => (
        <li key={id} className="flex gap-2">
          <span className="flex h-5 w-2.5 shrink-0 items-center">
            {tone !== 'plain' && <StateMark tone={tone} />}
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {text}
            {names?.map((name) => (
              <span key={name} className="block font-mono text-meta">
                {name}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
