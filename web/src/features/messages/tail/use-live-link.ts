import { useCallback, useMemo } from 'react'
import type { MessagesUrl } from '../messages.url.ts'
import { leavesLive } from './leaves-live.ts'
import type { Live } from './use-live.ts'

type Change = (part: Partial<MessagesUrl>, options?: { replace?: boolean }) => void

interface LiveLinkOptions {
  live: Live | null
  url: MessagesUrl
  onChange: Change
}

/** What the link means while messages are followed, and what changes of it do then. */
export function useLiveLink({ live, url, onChange }: LiveLinkOptions) {
  const store = live?.store
  const onLive = useCallback((on: boolean) => onChange({ live: on }), [onChange])
  const onQuery = useCallback<Change>(
    (part, options) => onChange(url.live && leavesLive(url, part) ? { ...part, live: false } : part, options),
    [url, onChange],
  )
  // A list that moves has no other order than that in which it moves.
  const onLayout = useCallback<Change>(
    (part, options) => {
      if (part.sort != null) store?.hold('read')
      onChange(part, options)
    },
    [store, onChange],
  )
  const still = live === null || live.tail.heldBy !== null
  const layoutUrl = useMemo(() => (still ? url : { ...url, sort: null }), [still, url])
  return { onLive, onQuery, onLayout, layoutUrl }
}
