import type { TopicFields } from '@sluice/shared/messages-cel'
import { useState } from 'react'
import { type Choice, completionAt } from './completion.ts'

interface Asked {
  text: string
  caret: number
  active: number
  explicit: boolean
}

export interface CompletionState {
  choices: readonly Choice[]
  /** Index of the choice that Enter would take. */
  active: number
  /** Looks again: after a letter, or on demand. */
  ask: (text: string, caret: number, explicit?: boolean) => void
  move: (by: number) => void
  close: () => void
  /** The text and the caret after taking a choice. */
  take: (choice: Choice) => { text: string; caret: number }
}

/** The choices at the caret, from when they are asked for until one is taken or they are sent away. */
export function useCompletion(known: TopicFields | undefined): CompletionState {
  const [asked, setAsked] = useState<Asked | null>(null)
  const { from, choices } =
    asked === null ? NOTHING : completionAt(asked.text, asked.caret, known, asked.explicit)
  const active = Math.min(asked?.active ?? 0, choices.length - 1)
  return {
    choices,
    active,
    ask: (text, caret, explicit = false) => setAsked({ text, caret, active: 0, explicit }),
    move: (by) => asked && setAsked({ ...asked, active: (active + by + choices.length) % choices.length }),
    close: () => setAsked(null),
    take: ({ insert, back }) => {
      const { text = '', caret = 0 } = asked ?? {}
      setAsked(null)
      return { text: text.slice(0, from) + insert + text.slice(caret), caret: from + insert.length - back }
    },
  }
}

const NOTHING = { from: 0, choices: [] }
