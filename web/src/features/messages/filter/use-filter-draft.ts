import { useState } from 'react'

export interface FilterDraft {
  /** The expression as it stands in its row. */
  text: string
  /** What that asks for; null: nothing. */
  read: string | null
  hold: (text: string) => void
}

/** The expression between what the link says and what is typed; a link that changed takes the row with it. */
export function useFilterDraft(asked: string | null): FilterDraft {
  const [held, setHeld] = useState({ asked, text: asked ?? '' })
  const text = held.asked === asked ? held.text : (asked ?? '')
  return {
    text,
    read: text.trim() === '' ? null : text,
    hold: (next) => setHeld({ asked, text: next }),
  }
}
