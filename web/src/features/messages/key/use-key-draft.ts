import { DEFAULT_KEY, type KeyFind, readKeyFind } from '@sluice/shared/messages-key-find'
import { useState } from 'react'

export interface KeyDraft {
  /** The key as it stands in its box; without a text it looks for nothing. */
  typed: KeyFind
  /** What that is to the server, where it is anything. */
  read: ReturnType<typeof readKeyFind>
  /** It was tried, and no bytes stand for it. */
  faulty: boolean
  hold: (typed: KeyFind, tried?: boolean) => void
}

/** The key between what the link says and what is typed; a link that changed takes the box with it. */
export function useKeyDraft(asked: KeyFind | null): KeyDraft {
  const link = JSON.stringify(asked)
  const [held, setHeld] = useState({ link, typed: asked ?? DEFAULT_KEY, tried: false })
  const { typed, tried } = held.link === link ? held : { typed: asked ?? DEFAULT_KEY, tried: false }
  const read = readKeyFind(typed)
  return {
    typed,
    read,
    faulty: tried && !read.ok,
    hold: (next, nowTried = false) => setHeld({ link, typed: next, tried: nowTried }),
  }
}
