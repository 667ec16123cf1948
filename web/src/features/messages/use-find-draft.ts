import { DEFAULT_FIND, type Find } from '@sluice/shared/messages-find'
import { useState } from 'react'

export interface FindDraft {
  /** The search as it stands in its box; without a text it looks for nothing. */
  find: Find
  hold: (find: Find) => void
}

/** The search between what the link says and what is typed. */
export function useFindDraft(asked: Find | null): FindDraft {
  const link = JSON.stringify(asked)
  const [held, setHeld] = useState({ link, find: asked ?? DEFAULT_FIND })
  // Where and how to look outlives the text: the next one is mostly looked for in the same way.
  const find = held.link === link ? held.find : (asked ?? { ...held.find, text: '' })
  return { find, hold: (next) => setHeld({ link, find: next }) }
}
